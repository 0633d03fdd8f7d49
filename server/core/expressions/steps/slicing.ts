import { Needle } from "../../python/needle";
import { stripped } from "../../python/strings";
import { strip } from "../../python/whitespace";
import { lastCodePoints } from "../../text/codePoints";
import { none, raised } from "../absent";
import { each, type StepKind } from "../builder";
import { partOf, rewritten, type Text } from "../scored";

export const last: StepKind = {
  key: "last",
  means: "the last characters of the text",
  build(json, path, builder) {
    const count = builder.number(json.last, `${path}.last`);
    return each((text) => partOf(text, lastCodePoints(text.text, count), text.text.length));
  },
};

/** Python's `text.split(s)[i]`. */
export const split: StepKind = {
  key: "split",
  means: "a part of the text between separators",
  also: ["take"],
  build(json, path, builder) {
    const separator = builder.text(json.split, `${path}.split`);
    if (separator === "") builder.problem(`${path}.split`, "a separator cannot be empty");
    const needle = new Needle(separator);
    if (json.take === "all") return (texts) => texts.flatMap((text) => parts(text, separator));
    const take = builder.number(json.take ?? 0, `${path}.take`);
    return each((text) => {
      // The first and the last piece need no list.
      if (take === 0) {
        const end = needle.indexIn(text.text);
        return end < 0 ? text : partOf(text, 0, end);
      }
      if (take === -1) {
        const at = needle.lastIn(text.text);
        return at < 0 ? text : partOf(text, at + separator.length, text.text.length);
      }
      return parts(text, separator).at(take) ?? raised("there is no such part: Python's list index is out of range");
    });
  },
};

function parts(text: Text, separator: string): Text[] {
  if (separator === "") return [text];
  const found: Text[] = [];
  let from = 0;
  for (;;) {
    const at = text.text.indexOf(separator, from);
    if (at < 0) break;
    found.push(partOf(text, from, at));
    from = at + separator.length;
  }
  found.push(partOf(text, from, text.text.length));
  return found;
}

export const after: StepKind = {
  key: "after",
  means: "what follows a text",
  also: ["take"],
  build(json, path, builder) {
    const mark = builder.text(json.after, `${path}.after`);
    const needle = new Needle(mark);
    const fromEnd = json.take === -1;
    if (json.take !== undefined && json.take !== 0 && !fromEnd) builder.problem(`${path}.take`, "must be 0 or -1");
    return each((text) => {
      const at = fromEnd ? text.text.lastIndexOf(mark) : needle.indexIn(text.text);
      return at < 0 ? undefined : partOf(text, at + mark.length, text.text.length);
    });
  },
};

export const stripStep: StepKind = {
  key: "strip",
  means: "without white space at both ends, as Python's str.strip",
  plain: true,
  build: () =>
    each((text) => {
      if (!text.exact) return rewritten(text, stripped(text.text));
      const { start, end } = strip(text.text, { start: 0, end: text.text.length });
      return partOf(text, start, end);
    }),
};

export const firstLine: StepKind = {
  key: "firstLine",
  means: "up to the first line feed",
  plain: true,
  build: () =>
    each((text) => {
      const end = text.text.indexOf("\n");
      return end < 0 ? text : partOf(text, 0, end);
    }),
};

/** The first upper-case character of each text. */
export const upperLetter: StepKind = {
  key: "upperLetter",
  means: "the first upper-case character",
  plain: true,
  build: () =>
    each((text) => {
      const found = /\p{Uppercase}/u.exec(text.text);
      return found === null ? undefined : partOf(text, found.index, found.index + found[0].length);
    }),
};

export const unique: StepKind = {
  key: "unique",
  means: "the text, if all that were found are equal",
  plain: true,
  build: () => (texts) => {
    const [first] = texts;
    return first !== undefined && texts.every(({ text }) => text === first.text) ? [first] : none;
  },
};
