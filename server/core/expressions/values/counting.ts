import { codePoints } from "../../python/length";
import { Needle } from "../../python/needle";
import { toFloat } from "../../python/numbers";
import { isAbsent, none, undecided } from "../absent";
import type { ValueKind } from "../builder";
import { firstText } from "../tests/texts";

export const count: ValueKind = {
  key: "count",
  means: "how often a text or a pattern occurs, without overlap",
  also: ["flags", "of"],
  build(json, path, builder) {
    const of = builder.readOf(json, "of", path);
    if (typeof json.count === "string") {
      const needle = new Needle(json.count);
      const what = JSON.stringify(json.count);
      return (context) => {
        context.isAbout(what);
        const text = firstText(of, context);
        return isAbsent(text) ? text : needle.countIn(text.text);
      };
    }
    const pattern = builder.pattern(json.count, `${path}.count`, json.flags);
    if (pattern === undefined) return () => none;
    return (context) => {
      const text = firstText(of, context);
      return isAbsent(text) ? text : pattern.count(text.text);
    };
  },
};

export const length: ValueKind = {
  key: "length",
  means: "how long the text is, in characters (code points) or tokens",
  also: ["of"],
  build(json, path, builder) {
    const unit = builder.oneOf(json.length, ["chars", "tokens"] as const, `${path}.length`);
    const of = builder.readOf(json, "of", path);
    if (unit === "tokens") return ({ record }) => tokensOf(record);
    return (context) => {
      const text = firstText(of, context);
      return isAbsent(text) ? text : codePoints(text.text);
    };
  },
};

/** Only the trainer counts tokens. */
export function tokensOf(record: {
  readonly tokens?: number;
  readonly tokenIds?: readonly number[];
}): number | ReturnType<typeof undecided> {
  return (
    record.tokens ?? record.tokenIds?.length ?? undecided("the record does not say how many tokens the completion has")
  );
}

export const number: ValueKind = {
  key: "number",
  means: "the text as a number (Python's float); nothing if it is not one",
  build(json, path, builder) {
    const of = builder.read(json.number, `${path}.number`);
    return (context) => {
      const text = firstText(of, context);
      return isAbsent(text) ? text : (toFloat(text.text) ?? none);
    };
  },
};

export const field: ValueKind = {
  key: "field",
  means: "a number of the record",
  build(json, path, builder) {
    const name = builder.text(json.field, `${path}.field`);
    return ({ record }) => {
      const value = record.fields?.[name];
      if (typeof value === "number") return value;
      if (typeof value === "boolean") return value ? 1 : 0;
      return undecided(`the record has no number ${name}`);
    };
  },
};
