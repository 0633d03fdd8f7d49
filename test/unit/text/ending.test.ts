import fc from "fast-check";
import { expect, it } from "vitest";
import { endingOf } from "../../../server/core/text/ending";

it.each([
  ["a  ", /[ \t]/, "  "],
  ["a  b", /[ \t]/, ""],
  ["", /./, ""],
  ["x 𝒜ñ", /\p{L}/u, "𝒜ñ"],
  ["12\ud835", /\d/, ""],
])("the ending of %j by %s", (text, belongs, ending) => {
  expect(endingOf(text, belongs)).toBe(ending);
});

it("is what the pattern finds", () => {
  const text = fc.string({ unit: fc.constantFrom("a", " ", "\t", "é", "𝒜", "\ud800", "-"), maxLength: 12 });
  fc.assert(
    fc.property(text, (given) => endingOf(given, /[\p{L} -]/u) === /[\p{L} -]*$/u.exec(given)?.[0]),
    { seed: 5, numRuns: 2000 },
  );
});
