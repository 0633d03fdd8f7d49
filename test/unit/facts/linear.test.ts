/** Loops are found in work that grows with the text; counted, not timed. */
import { describe, expect, it } from "vitest";
import { repetitionsIn } from "../../../server/core/facts/repetition";
import { countWork } from "../../support/work";

describe("repetitionsIn", () => {
  it.each([
    ["one word", (n: number) => "again ".repeat(n)],
    ["units that grow", (n: number) => Array.from({ length: Math.sqrt(n) }, (_, i) => "a b c ".repeat(i)).join("end ")],
    ["other words", (n: number) => Array.from({ length: n }, (_, i) => `w${i % 97} v${i % 89}`).join(" ")],
  ])("takes work that grows with the text: %s", (_, text) => {
    repetitionsIn(text(500));
    const [half, whole] = [10_000, 20_000].map((n) => countWork(() => repetitionsIn(text(n))));
    expect((whole ?? 0) / (half ?? 1)).toBeLessThan(2.6);
  });
});
