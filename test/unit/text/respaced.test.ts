import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits } from "../../../server/core/text/edits";
import { respaced, spaceEdits } from "../../../server/core/text/respaced";

const words = fc.constantFrom("<a>", "</a>", "<b>", "x", "y", " ", "\n", "  ", "\n\n", "\t");
const texts = fc.array(words, { maxLength: 12 }).map((parts) => parts.join(""));
const pieces = fc.array(fc.constantFrom("<a>\n", "\n</a>\n<b>\n", "\n</a>", "x y", "\n# "), { maxLength: 4 });

describe("a respaced text", () => {
  it("differs in white space alone, and its edits make it", () => {
    fc.assert(
      fc.property(texts, pieces, (text, wanted) => {
        const other = respaced(text, wanted);
        expect(other.replace(/\s/g, "")).toBe(text.replace(/\s/g, ""));
        const edits = spaceEdits(text, other);
        expect(edits && applyEdits(text, edits)).toBe(other);
      }),
      { seed: 17, numRuns: 3000 },
    );
  });

  it("joins and divides no words", () => {
    fc.assert(
      fc.property(texts, pieces, (text, wanted) => {
        const plain = (each: string): string[] =>
          each
            .replace(/<\/?[ab]>/g, " ")
            .split(/\s+/)
            .filter(Boolean);
        expect(plain(respaced(text, wanted))).toEqual(plain(text));
      }),
      { seed: 18, numRuns: 3000 },
    );
  });
});

it("finds no edits between texts of other words", () => {
  expect(spaceEdits("a b", "a c")).toBeUndefined();
  expect(spaceEdits("a b", "ab")).toEqual([{ span: { start: 1, end: 2 }, text: "" }]);
});
