import fc from "fast-check";
import { expect, it } from "vitest";
import { distinctGrams } from "../../../server/core/expressions/values/distinctGrams";

it("counts the different n-grams, as a set of them does", () => {
  const units = fc.oneof(
    fc.array(fc.constantFrom("a", "b", "ab"), { maxLength: 40 }),
    fc.array(fc.nat(3), { maxLength: 40 }),
  );
  fc.assert(
    fc.property(units, fc.integer({ min: 1, max: 5 }), (list, size) => {
      const grams = list.flatMap((_, i) => (i + size <= list.length ? [list.slice(i, i + size).join(" ")] : []));
      expect(distinctGrams(list, size)).toBe(new Set(grams).size);
    }),
    { seed: 17, numRuns: 2000 },
  );
});
