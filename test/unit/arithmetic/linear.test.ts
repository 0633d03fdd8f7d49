/** Calculations are read in work that grows with the text; counted, not timed. */
import { describe, expect, it } from "vitest";
import { calculationsIn } from "../../../server/core/arithmetic";
import { countWork } from "../../support/work";

describe("calculationsIn", () => {
  it.each([
    ["calculations", (n: number) => "1 + 2 = 3, ".repeat(n)],
    ["one chain", (n: number) => `1 + 1 ${"= 2 ".repeat(n)}`],
    ["brackets that stay open", (n: number) => `${"(".repeat(n)}1 + 2 = 3`],
    ["one long sum", (n: number) => `${"1 + ".repeat(n)}1 = 3`],
    ["a number and many words", (n: number) => `1 ${"word ".repeat(n)}`],
    ["spaces between numbers", (n: number) => `1${" ".repeat(n)}x${" ".repeat(n)}2 = 3`],
  ])("takes work that grows with the text: %s", (_, text) => {
    calculationsIn(text(200));
    const [half, whole] = [2000, 4000].map((n) => countWork(() => calculationsIn(text(n))));
    expect((whole ?? 0) / (half ?? 1)).toBeLessThan(2.6);
  });
});
