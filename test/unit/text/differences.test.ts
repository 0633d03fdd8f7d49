import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { differences, lineDifferences } from "../../../server/core/text/differences";
import { applyEdits } from "../../../server/core/text/edits";

const seed = 20_261_123;
const text = fc.string({ unit: fc.constantFrom("a", "b", " ", "\n", "😀", "🙂", "\ud83d"), maxLength: 40 });

describe("differences", () => {
  it("make the one text of the other, in order, and cut no character in two", () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const edits = differences(before, after);
        expect(applyEdits(before, edits)).toBe(after);
        let done = -1;
        for (const { span } of edits) {
          expect(span.start).toBeGreaterThan(done);
          done = span.end;
          for (const at of [span.start, span.end]) {
            expect(before.slice(Math.max(0, at - 1), at + 1)).not.toMatch(/^[\uD800-\uDBFF][\uDC00-\uDFFF]$/);
          }
        }
      }),
      { seed, numRuns: 2000 },
    );
  });

  it("leave alone what lies between two changes, in one line and in several", () => {
    expect(differences("one two three", "one 2 three!")).toEqual([
      { span: { start: 4, end: 7 }, text: "2" },
      { span: { start: 13, end: 13 }, text: "!" },
    ]);
    expect(differences("a\nb\nc\nd\n", "x\nb\nc\ny\n")).toEqual([
      { span: { start: 0, end: 1 }, text: "x" },
      { span: { start: 6, end: 7 }, text: "y" },
    ]);
    expect(differences("same", "same")).toEqual([]);
  });

  it("are found in bounded time however much differs", () => {
    const lines = (word: string): string => Array.from({ length: 20_000 }, (_, i) => `${word} ${i}\n`).join("");
    const edits = differences(lines("one"), lines("two"));
    expect(applyEdits(lines("one"), edits)).toBe(lines("two"));
    expect(edits.length).toBe(1);
    expect(differences("a".repeat(300_000), "b".repeat(300_000))).toHaveLength(1);
  });
});

describe("differences by lines", () => {
  it("are as small as can be, one for each stretch of lines", () => {
    const text = "one\ntwo\nthree\nfour\nfive\n";
    const wanted = "one\n2wo\nthree\nfive\nsix\n";
    expect(lineDifferences(text, wanted)).toEqual([
      { span: { start: 4, end: 5 }, text: "2" },
      { span: { start: 14, end: 19 }, text: "" },
      { span: { start: 24, end: 24 }, text: "six\n" },
    ]);
    expect(lineDifferences(text, text)).toEqual([]);
  });

  it("make the one of the other, in order and apart, whatever both are", () => {
    const lines = fc
      .array(fc.constantFrom("a", "b", "ab", "", "🏔", "\r", "x\r"), { maxLength: 12 })
      .map((each) => each.join("\n"));
    fc.assert(
      fc.property(lines, lines, (text, wanted) => {
        const edits = lineDifferences(text, wanted);
        expect(applyEdits(text, edits)).toBe(wanted);
        for (const [i, { span }] of edits.entries()) {
          expect(span.start).toBeGreaterThanOrEqual(edits[i - 1]?.span.end ?? 0);
        }
      }),
      { seed },
    );
  });

  it("of texts that have little in common are one", () => {
    const many = (word: string): string => Array.from({ length: 3000 }, (_, i) => `${word} ${i}\n`).join("");
    expect(lineDifferences(many("a"), many("b"))).toHaveLength(1);
  });
});
