import { describe, expect, it } from "vitest";
import { calculationsIn } from "../../../server/core/arithmetic";

/** Each calculation of a text as it stands there, with whether it holds. */
function read(text: string): string[] {
  return calculationsIn(text).map(({ left, right, holds }) => {
    return `${text.slice(left.start, left.end)} ${holds ? "is" : "is not"} ${text.slice(right.start, right.end)}`;
  });
}

describe("calculationsIn", () => {
  it.each([
    ["3 * 4 = 12", "3 * 4 is 12"],
    ["3 × 4 = 13", "3 × 4 is not 13"],
    ["2 + 3 · 4 = 14", "2 + 3 · 4 is 14"],
    ["(2 + 3) * 4 = 20", "(2 + 3) * 4 is 20"],
    ["8 ÷ 4 − 1 = 1", "8 ÷ 4 − 1 is 1"],
    ["6 \\times 7 = 42", "6 \\times 7 is 42"],
    ["6 \\cdot 7 = 41", "6 \\cdot 7 is not 41"],
    ["3 x 4 = 12", "3 x 4 is 12"],
    ["5 - -2 = 7", "5 - -2 is 7"],
    ["-5 + 2 = -3", "-5 + 2 is -3"],
    ["1,200 * 3 = 3,600", "1,200 * 3 is 3,600"],
    ["$1.50 * 4 = $6", "1.50 * 4 is 6"],
    ["**2 + 2** = **4**", "2 + 2 is 4"],
  ])("reads operators, brackets and numbers: %s", (text, calculation) => {
    expect(read(text)).toEqual([calculation]);
  });

  it("compares neighbours of a chain, from its first expression with an operator on", () => {
    expect(read("0.6 * 0.4 (CO1) + 0.9 * 0.5 (SA1) = 0.24 + 0.45 = **0.69**")).toEqual([
      "0.6 * 0.4 (CO1) + 0.9 * 0.5 is 0.24 + 0.45",
      "0.24 + 0.45 is 0.69",
    ]);
    expect(read("7 = 3 + 4 = 8")).toEqual(["3 + 4 is not 8"]);
    expect(read("x = 5 and y = 6")).toEqual([]);
  });

  it("passes over units, remarks and what stands per unit", () => {
    expect(read("2.87 tons/acre * 10 acres * 2,430 $ / ton = 69,741 $")).toHaveLength(1);
    expect(read("4 boxes per pallet x 3 pallets of")).toEqual([]);
    expect(read("4 boxes per pallet x 3 large blue pallets = 12 boxes")).toEqual(["4 boxes per pallet x 3 is 12"]);
    expect(read("9 tons (as stated) * 2 = 18")).toEqual(["9 tons (as stated) * 2 is 18"]);
  });

  it("takes a dash and a space at the start for a list's, and not for a sign", () => {
    expect(read("- 3 * 2 = 6")).toEqual(["3 * 2 is 6"]);
    expect(read("pears - 3 * 2 = 6")).toEqual(["3 * 2 is 6"]);
    expect(read("-3 * 2 = -6")).toEqual(["-3 * 2 is -6"]);
  });

  it.each([
    ["2 / 3 = 0.67", true],
    ["2 / 3 = 0.66", true],
    ["2 / 3 = 0.65", false],
    ["2.87 * 24300 = 69,700", true],
    ["2.87 * 24300 = 69,600", false],
    ["1 / 3 = 0.3", true],
    ["4 * 2.1 = 9", false],
    ["4 * 2.1 ≈ 9", true],
    ["4 * 2.1 ≈ 11", false],
    ["9 * 11 = 100", true],
    ["9 * 4 = 50", false],
    ["0.1 + 0.2 = 0.3", true],
  ])("rounds or cuts to the last place that is stated: %s", (text, holds) => {
    expect(calculationsIn(text).map((each) => each.holds)).toEqual([holds]);
  });

  it.each([
    ["26/36 = 13/18", true],
    ["(1/2) ÷ (3/4) = (1/2) × (4/3)", true],
    ["-54 / 108 = -1/2", true],
    ["26/36 = 14/18", false],
    ["1/3 * 2/7 + 4 = 0.1 + 4", true],
    ["2/3 * 300 = 0.67 * 300", true],
    ["2/3 * 300 = 0.69 * 300", false],
    ["0.99 + 1 = 0.99 + 1", true],
  ])("compares an expression as exactly as its numbers are: %s", (text, holds) => {
    expect(calculationsIn(text).map((each) => each.holds)).toEqual([holds]);
  });

  it.each([
    ["50% * 8 = 4", true],
    ["20% + 30% = 50%", true],
    ["1 / 4 = 25%", true],
    ["1 / 4 * 100 = 25%", true],
    ["200 + 10% = 220", true],
    ["200 - 10% = 180", true],
    ["50% * 8 = 5", false],
    ["1 / 3 = 34%", false],
    ["2.5 million * 4 = 10 million", true],
    ["500 thousand * 4 = 2 million", true],
    ["1.500 + 500 = 2.000", true],
    ["1.200 + 1.000 = 2.300", false],
  ])("reads percent, words of number and points as they can be meant: %s", (text, holds) => {
    expect(calculationsIn(text).map((each) => each.holds)).toEqual([holds]);
  });

  it.each([
    "5 / 0 = 0",
    "2x + 3 = 7",
    "3 n + 1 = 10",
    "2 pi * 3 = 18.85",
    "2**10 = 1024",
    "3² + 4² = 25",
    "5! / 3! = 20",
    "1e5 * 2 = 200000",
    "2 + 2 == 5",
    "2 + 2 <= 5",
    "17 // 5 = 3",
    "1 + 2 = 3 + y",
    "2 1/2 + 1 = 3.5",
    "3 squared + 4 squared = 25",
    "2(3 + 4) = 14",
    "x * 3 + 2 = 5",
  ])("reads nothing where it is unclear: %s", (text) => {
    expect(read(text)).toEqual([]);
  });

  it("keeps to brackets that are closed on the same side", () => {
    expect(read("(as 2 * 3 = 6)")).toEqual(["2 * 3 is 6"]);
    expect(read("(2 * 3 = 6) * 4 = 24")).toEqual(["2 * 3 is 6"]);
    expect(read("1) 2 * 3 = 6")).toEqual(["2 * 3 is 6"]);
  });
});
