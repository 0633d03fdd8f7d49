import { Needle } from "../../python/needle";
import { isDigit } from "../../python/strings";
import { any, isAbsent, undecided, type Truth } from "../absent";
import type { TestKind } from "../builder";
import type { Context, Read, Texts } from "../node";
import type { Text } from "../scored";
import { explain } from "../steps/find";

export const matches: TestKind = {
  key: "matches",
  means: "a pattern matches: anywhere, at the start, or the whole text",
  also: ["flags", "at", "of"],
  build(json, path, builder) {
    const pattern = builder.pattern(json.matches, `${path}.matches`, json.flags);
    const places = ["anywhere", "start", "whole"] as const;
    const placement = builder.oneOf(json.at ?? placeIn(json.matches) ?? "anywhere", places, `${path}.at`);
    const of = builder.readOf(json, "of", path);
    if (pattern === undefined) return () => false;
    return (context) => {
      const texts = context.run(of);
      const found = anyText(texts, (text) => pattern.match(text.text, placement) !== undefined);
      if (found === false && !isAbsent(texts)) explain(pattern, texts, placement, context);
      return found;
    };
  },
};

/** `{re, flags, at}` can say where a match must be. */
function placeIn(pattern: unknown): string | undefined {
  if (typeof pattern !== "object" || pattern === null || !("at" in pattern)) return undefined;
  return String(pattern.at);
}

export const has: TestKind = {
  key: "has",
  means: "the text contains it",
  also: ["of"],
  build(json, path, builder) {
    const needle = new Needle(builder.text(json.has, `${path}.has`));
    const of = builder.readOf(json, "of", path);
    return (context) => anyText(context.run(of), ({ text }) => needle.isIn(text));
  },
};

export const isdigit: TestKind = {
  key: "isdigit",
  means: "the text is all digits (Python's str.isdigit)",
  build(json, path, builder) {
    const of = builder.read(json.isdigit, `${path}.isdigit`);
    return (context) => anyText(context.run(of), ({ text }) => isDigit(text));
  },
};

export const exists: TestKind = {
  key: "exists",
  means: "there is such a text, or such a number",
  build(json, path, builder) {
    const operand = builder.operand(json.exists, `${path}.exists`);
    return (context) => {
      const found = "read" in operand ? context.run(operand.read) : context.run(operand.value);
      if (!isAbsent(found)) return true;
      return found.absent === "none" ? false : found;
    };
  },
};

export const given: TestKind = {
  key: "given",
  means: "a field of the record is true",
  build(json, path, builder) {
    const name = builder.text(json.given, `${path}.given`);
    return ({ record }) => {
      const value = record.fields?.[name];
      if (value === undefined || value === null) return undecided(`the record has no ${name}`);
      return value !== false && value !== 0 && value !== "";
    };
  },
};

/** Is the test true for any of the texts? `none` has no texts. */
export function anyText(texts: Texts, test: (text: Text) => Truth): Truth {
  if (isAbsent(texts)) return texts.absent === "none" ? false : texts;
  return any(texts, test);
}

/** The first text of a read; an absent result stays absent. */
export function firstText(read: Read, context: Context): Text | Exclude<Texts, readonly Text[]> {
  const texts = context.run(read);
  return isAbsent(texts) ? texts : (texts[0] as Text);
}
