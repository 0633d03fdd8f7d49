import { truncated } from "../../python/numbers";
import { substitute } from "../../python/regex/pattern";
import { readTemplate } from "../../python/regex/template";
import { isDigit } from "../../python/strings";
import { raised } from "../absent";
import { each, type StepKind } from "../builder";
import { rewritten } from "../scored";

export const lower: StepKind = {
  key: "lower",
  means: "in lower case",
  plain: true,
  build: () => each((text) => rewritten(text, text.text.toLowerCase())),
};

export const upper: StepKind = {
  key: "upper",
  means: "in upper case",
  plain: true,
  build: () => each((text) => rewritten(text, text.text.toUpperCase())),
};

/** Python's `str(int(float(text)))`. */
export const integer: StepKind = {
  key: "integer",
  means: "the whole number that Python's int(float(text)) gives",
  plain: true,
  build: () =>
    each((text) => {
      const number = truncated(text.text);
      return number === undefined ? raised(`${JSON.stringify(text.text)} is not a number`) : rewritten(text, number);
    }),
};

export const replace: StepKind = {
  key: "replace",
  means: "with texts replaced, one after the other",
  build(json, path, builder) {
    const pairs = builder.list(json.replace, `${path}.replace`).map((pair, i) => {
      const at = `${path}.replace[${i}]`;
      const [from, to] = builder.list(pair, at, 2);
      return [builder.text(from, `${at}[0]`), builder.text(to, `${at}[1]`)] as const;
    });
    return each((text) => {
      let result = text.text;
      for (const [from, to] of pairs) if (result.includes(from)) result = result.replaceAll(from, () => to);
      return rewritten(text, result);
    });
  },
};

/** Python's `re.sub(p, r, text)`. */
export const sub: StepKind = {
  key: "sub",
  means: "with each match of a pattern replaced",
  also: ["flags"],
  build(json, path, builder) {
    const [source, replacement] = builder.list(json.sub, `${path}.sub`, 2);
    const pattern = builder.pattern(source, `${path}.sub[0]`, json.flags);
    const template = pattern && readTemplate(builder.text(replacement, `${path}.sub[1]`), pattern);
    if (pattern === undefined || template === undefined) {
      if (pattern !== undefined)
        builder.problem(`${path}.sub[1]`, "this is not a template that Python's re.sub accepts");
      return (texts) => texts;
    }
    return each((text) => rewritten(text, substitute(pattern, template, text.text)));
  },
};

export const only: StepKind = {
  key: "only",
  means: "the texts for which a condition is true",
  build(json, path, builder) {
    builder.oneOf(json.only, ["isdigit"], `${path}.only`);
    return each((text) => (isDigit(text.text) ? text : undefined));
  },
};

export const maybe: StepKind = {
  key: "maybe",
  means: "what the steps give; the unchanged text if they give nothing",
  build(json, path, builder) {
    const steps = builder.steps(json.maybe, `${path}.maybe`);
    return (texts, context) => {
      const found = steps(texts, context);
      return "absent" in found && found.absent === "none" ? texts : found;
    };
  },
};
