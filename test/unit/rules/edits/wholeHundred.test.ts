import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { wholeHundred } from "../../../../server/core/rules/edits/wholeHundred";

describe("wholeHundred", () => {
  it("rounds by largest remainder, of equal ones the first", () => {
    expect(wholeHundred([30, 30, 30], 0)).toEqual([34, 33, 33]);
    expect(wholeHundred([50, 25, 15], 0)).toEqual([55, 28, 17]);
    expect(wholeHundred([1, 2], 1)).toEqual([33.3, 66.7]);
    expect(wholeHundred([60, 40], 0)).toEqual([60, 40]);
    expect(wholeHundred([0, 3], 0)).toEqual([0, 100]);
  });

  it("says nothing where a weight would vanish, or all are 0", () => {
    expect(wholeHundred([1, 999], 0)).toBeUndefined();
    expect(wholeHundred([0, 0], 0)).toBeUndefined();
    expect(wholeHundred([], 0)).toBeUndefined();
  });

  it("adds up to 100, each less than a unit from its share, in the same order", () => {
    const values = fc.array(fc.integer({ min: 1, max: 500 }), { minLength: 1, maxLength: 12 });
    fc.assert(
      fc.property(values, fc.constantFrom(0, 1, 2), (given, decimals) => {
        const scaled = wholeHundred(given, decimals);
        if (scaled === undefined) return;
        const unit = 10 ** -decimals;
        const sum = given.reduce((total, value) => total + value, 0);
        expect(scaled.reduce((total, share) => total + Math.round(share / unit), 0)).toBe(100 * 10 ** decimals);
        scaled.forEach((share, i) => {
          expect(Math.abs(share - (100 * (given[i] ?? 0)) / sum)).toBeLessThan(unit + 1e-9);
          scaled.forEach((other, j) => {
            if ((given[i] ?? 0) > (given[j] ?? 0)) expect(share).toBeGreaterThanOrEqual(other);
          });
        });
      }),
    );
  });
});
