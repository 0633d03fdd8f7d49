import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { partedAt, wordDifferences } from "../../../media/run/model/wordDiff";

describe("two texts side by side", () => {
  it("differ by words and marks", () => {
    const [left, right] = wordDifferences('"day": "Monday"}}', '"day": "Friday",}}');
    const apart = (side: typeof left): string[] => side.filter(({ isShared }) => !isShared).map(({ text }) => text);
    expect([apart(left), apart(right)]).toEqual([["Monday"], ["Friday", ","]]);
  });

  it("lose nothing, and share what both have", () => {
    const text = fc.array(fc.constantFrom("a", "b ", "{", "😀", "\n", "word ", "é"), { maxLength: 40 });
    fc.assert(
      fc.property(text, text, (one, other) => {
        const [a, b] = [one.join(""), other.join("")];
        const [left, right] = wordDifferences(a, b);
        const joined = (side: typeof left, all = true): string =>
          side.flatMap((stretch) => (all || stretch.isShared ? [stretch.text] : [])).join("");
        expect([joined(left), joined(right)]).toEqual([a, b]);
        expect(joined(left, false)).toBe(joined(right, false));
      }),
      { seed: 7, numRuns: 200 },
    );
  });

  it("of which too much differs are cut where they begin and end to differ", () => {
    const words = (word: string): string =>
      `same ${Array.from({ length: 900 }, (_, i) => `${word}${i}`).join(" ")} end`;
    const [left, right] = wordDifferences(words("x"), words("y"));
    expect([left.length, right.length]).toEqual([3, 3]);
    expect(left.map(({ isShared }) => isShared)).toEqual([true, false, true]);
  });

  it("part at a word", () => {
    expect(partedAt("I will check it", 2)).toEqual(["I ", "will", " check it"]);
    expect(partedAt("short", 5)).toEqual(["short", "", ""]);
  });
});
