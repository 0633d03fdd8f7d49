import { describe, expect, it } from "vitest";
import { calculationsIn, isUnclear } from "../../../server/core/arithmetic";

/** The false calculations of a text that it claims. */
function claimed(text: string): string[] {
  return calculationsIn(text)
    .filter((calculation) => !calculation.holds && !isUnclear(text, calculation))
    .map(({ left, right }) => text.slice(left.start, right.end));
}

describe("isUnclear", () => {
  it.each([
    "So 3 * 4 = 13 tiles.",
    "The area would be 3 * 4 = 13.",
    "- 3 * 4 = 13\n- 2 * 2 = 4",
    "tiles - 3 * 4 = 13, pots - 2 * 2 = 4",
    "(3 * 4 = 13)",
    '{"Reasoning": "Totals:\\n3 * 4 = 13\\nSo much."}',
    "3 * 4 tons/acre = 13 tons/acre.",
    "3 * 60 minutes = 190 minutes",
    "if each has 3 rows of 4, there are 3 * 4 = 13",
    "<think>3 * 4 = 13</think>",
  ])("holds a text to what it claims: %s", (text) => {
    expect(claimed(text)).toHaveLength(1);
  });

  it.each([
    "2^3 + 1 = 9",
    "√16 + 2 = 6",
    "f(2) + 3 = 7",
    "sqrt(16) + 2 = 6",
    "the square root of 16 + 2 = 6",
    "the square of 3 + 1 = 10",
    "log 100 + 1 = 3",
    "1,5 * 2 = 3",
    "10:30 + 2 = 12:30",
    "a[3 - 1] = 7",
    "~3 * 4 = 13",
    "x - 3 + 2 = 9",
    "Price - 10% * 50 = 45",
    "3 * 4 = 13x",
    "3 * 4 = 1^2",
    "1 + 2 = 3!",
    "3 * 5 = 1,5",
    "3 - 1 = 4 y",
  ])("leaves out what stands beside other mathematics: %s", (text) => {
    expect(claimed(text)).toEqual([]);
  });

  it.each([
    "3 * 4 = 13? No, 12.",
    "Is 3 * 4 = 13?",
    "3 * 4 = 13, which is wrong.",
    "3 * 4 = 13 ≠ 12",
    "3 * 4 = 13. Wait, that is 12.",
    "It isn't 3 * 4 = 13.",
    "Suppose 3 * 4 = 13.",
    "The answer claims 3 * 4 = 13",
    "whether 3 * 4 = 13",
    "if 3 * 4 = 13",
    "In binary, 101 + 11 = 1000.",
    "9 + 5 = 2 (mod 12)",
    "At 9 o'clock, 9 + 5 = 2.",
  ])("leaves out what is supposed, asked, denied or corrected: %s", (text) => {
    expect(claimed(text)).toEqual([]);
  });

  it.each([
    "3 * 60 minutes = 3 hours",
    "1 hour + 30 minutes = 90 minutes",
    "5 * 20 cents = $1",
    "5 feet + 6 inches = 66 inches",
    "2 * 500 grams = 1 kg",
    "3 * 12 items = 3 dozen",
  ])("leaves out units that change: %s", (text) => {
    expect(claimed(text)).toEqual([]);
  });
});
