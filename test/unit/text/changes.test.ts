import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { changesBetween, ofWholeWords } from "../../../server/src/core/text/changes";
import { applyEdits } from "../../../server/src/core/text/edits";

describe("the changes between two texts", () => {
  it("are as small as can be, one for each stretch of lines", () => {
    const text = "one\ntwo\nthree\nfour\nfive\n";
    const wanted = "one\n2wo\nthree\nfive\nsix\n";
    expect(changesBetween(text, wanted)).toEqual([
      { span: { start: 4, end: 5 }, text: "2" },
      { span: { start: 14, end: 19 }, text: "" },
      { span: { start: 24, end: 24 }, text: "six\n" },
    ]);
    expect(changesBetween(text, text)).toEqual([]);
  });

  it("make the one of the other, in order and apart, whatever both are", () => {
    const lines = fc
      .array(fc.constantFrom("a", "b", "ab", "", "🏔", "\r", "x\r"), { maxLength: 12 })
      .map((each) => each.join("\n"));
    fc.assert(
      fc.property(lines, lines, (text, wanted) => {
        const edits = changesBetween(text, wanted);
        expect(applyEdits(text, edits)).toBe(wanted);
        for (const [i, { span }] of edits.entries()) {
          expect(span.start).toBeGreaterThanOrEqual(edits[i - 1]?.span.end ?? 0);
        }
      }),
    );
  });

  it("of texts that have little in common are one", () => {
    const many = (word: string): string => Array.from({ length: 3000 }, (_, i) => `${word} ${i}\n`).join("");
    expect(changesBetween(many("a"), many("b"))).toHaveLength(1);
  });
});

describe("a change of whole words", () => {
  it("takes in the letters around it, and means the same", () => {
    const text = 'call "wether" now';
    const edit = { span: { start: 8, end: 8 }, text: "a" };
    expect(ofWholeWords(text, edit)).toEqual({ span: { start: 6, end: 12 }, text: "weather" });
    expect(applyEdits(text, [ofWholeWords(text, edit)])).toBe(applyEdits(text, [edit]));
    expect(ofWholeWords(text, { span: { start: 4, end: 5 }, text: "" })).toEqual({
      span: { start: 0, end: 5 },
      text: "call",
    });
  });
});
