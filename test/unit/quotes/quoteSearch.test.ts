/** The searches that quotes are looked up by, each against the plain way to do the same. */
import fc from "fast-check";
import { distance } from "fastest-levenshtein";
import { describe, expect, it } from "vitest";
import { ApproximatePattern } from "../../../server/core/quotes/approximateSearch";
import { GramIndex } from "../../../server/core/quotes/gramIndex";
import { nearSimilarity, nearWindow } from "../../../server/core/quotes/nearest";
import { normalise } from "../../../server/core/quotes/normalisedText";
import { foldNotation } from "../../../server/core/quotes/notation";
import { WorkBudget } from "../../../server/core/quotes/workBudget";
import { textOf } from "../../../server/core/text/span";

const plenty = (): WorkBudget => new WorkBudget(1e9);
const letters = fc.constantFrom("a", "b", "c", " ");
const word = (minLength: number, maxLength: number): fc.Arbitrary<string> =>
  fc.array(letters, { minLength, maxLength }).map((units) => units.join(""));
const runs = { numRuns: 300, seed: 20261122 };

/** The least distance of any window of the text to the pattern, by the textbook's table. */
function leastDistance(text: string, pattern: string): number {
  let row = Array.from({ length: pattern.length + 1 }, (_, i) => i);
  let least = pattern.length;
  for (const unit of text.split("")) {
    const next = [0];
    for (let i = 1; i <= pattern.length; i++) {
      const changed = (row[i - 1] ?? 0) + (pattern[i - 1] === unit ? 0 : 1);
      next.push(Math.min(changed, (row[i] ?? 0) + 1, (next[i - 1] ?? 0) + 1));
    }
    row = next;
    least = Math.min(least, row[pattern.length] ?? least);
  }
  return least;
}

describe("approximate search", () => {
  it("finds a window of the least distance, for patterns of one block and of several", () => {
    fc.assert(
      fc.property(word(0, 150), word(1, 100), (text, pattern) => {
        const whole = { start: 0, end: text.length };
        const found = new ApproximatePattern(pattern).nearestWindow(text, whole, pattern.length, plenty());
        expect(found?.distance).toBe(leastDistance(text, pattern));
        expect(found && distance(textOf(text, found.span), pattern)).toBe(found?.distance);
      }),
      runs,
    );
  });

  it("keeps to the range, to the greatest distance, and to the budget", () => {
    const pattern = new ApproximatePattern("needle");
    const text = "a needle in a haystack of needles";
    expect(pattern.nearestWindow(text, { start: 4, end: text.length }, 6, plenty())?.span).toEqual({
      start: 26,
      end: 32,
    });
    expect(pattern.nearestWindow(text, { start: 9, end: 20 }, 1, plenty())).toBeUndefined();
    const little = new WorkBudget(10);
    expect(pattern.nearestWindow(text, { start: 0, end: text.length }, 6, little)).toBeUndefined();
    expect(little.isExhausted()).toBe(true);
  });
});

describe("the gram index", () => {
  it("finds what indexOf finds", () => {
    fc.assert(
      fc.property(word(0, 200), word(1, 12), fc.nat({ max: 200 }), (text, pattern, from) => {
        const at = text.indexOf(pattern, from);
        expect(new GramIndex(text).find(pattern, from, plenty())).toBe(at < 0 ? undefined : at);
      }),
      runs,
    );
  });
});

describe("the near window", () => {
  it("misses none: where a window of similarity 0.9 is there, one is found", () => {
    const prose = fc.array(fc.constantFrom("sea", "keeper", "lamp", "evening", "of", "the"), {
      minLength: 30,
      maxLength: 60,
    });
    fc.assert(
      fc.property(
        prose,
        fc.nat(),
        fc.integer({ min: 9, max: 80 }),
        fc.array(fc.tuple(fc.nat(), letters), { maxLength: 8 }),
        (words, at, length, changes) => {
          const text = words.join(" ");
          const start = at % Math.max(1, text.length - length);
          let quote = text.slice(start, start + length);
          const allowed = Math.floor(quote.length / 10);
          for (const [place, unit] of changes.slice(0, allowed)) {
            const i = place % quote.length;
            quote = quote.slice(0, i) + unit + quote.slice(i + 1);
          }
          const found = nearWindow(new GramIndex(text), quote, plenty());
          expect(found?.similarity ?? 0).toBeGreaterThanOrEqual(nearSimilarity);
        },
      ),
      runs,
    );
  });
});

describe("forms of a text", () => {
  const anything = fc.string({ unit: "binary", maxLength: 80 });

  it.each([
    ["normalised", normalise],
    ["with its mathematics folded", foldNotation],
  ])("%s map back in order, into the text", (_form, read) => {
    fc.assert(
      fc.property(anything, (text) => {
        const form = read(text);
        let last = 0;
        for (let i = 0; i < form.text.length; i++) {
          const { start, end } = form.toOriginal({ start: i, end: i + 1 });
          expect(start).toBeGreaterThanOrEqual(last);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
          last = start;
        }
      }),
      runs,
    );
  });

  it("are the same however white space is written, and quote marks", () => {
    expect(normalise("a\u00a0 b\n\nc\u200b").text).toBe("a b c");
    expect(normalise('“a” ‘b’ «c» "d"').text).toBe("'a' 'b' 'c' 'd'");
    expect(normalise("# A\n> **b** `c` __d__ ~~e~~\n- f\n\n```js\ng\n```").text).toBe("A b c d e f g");
    expect(normalise("ﬁne e\u0301 Å ½ …").text).toBe("fine é Å 1⁄2 ...");
  });

  it("keep signs that are text", () => {
    for (const text of ["a*b", "a_b_c", "5 * 3", "x - y", "5 > 3", "____", "****", "a-b", "#tag", "1 + 1"]) {
      expect(normalise(text).text).toBe(text);
    }
  });

  it("fold mathematics alike, in TeX and in plain signs", () => {
    for (const [tex, plain] of [
      ["48\\pi - 72\\sqrt{3}", "48π - 72√3"],
      ["$\\frac{9 \\times 4!}{8!}$", "(9 x 4!) / 8!"],
      ["\\boxed{36\\sqrt{3}}", "36sqrt(3)"],
      ["x^{2} \\leq 4", "x² ≤ 4"],
      ["\\angle ABC = 60^\\circ", "∠ABC = 60°"],
    ] as const) {
      expect(foldNotation(normalise(plain).text).text).toBe(foldNotation(tex).text);
    }
  });
});
