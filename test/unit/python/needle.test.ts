import fc from "fast-check";
import { expect, it } from "vitest";
import { Needle } from "../../../server/core/python/needle";

const texts = fc.string({ unit: fc.constantFrom("<", "a", "b", "\n", ">"), maxLength: 300 });
const needles = fc.oneof(
  fc.string({ unit: fc.constantFrom("<", "a", "\n"), minLength: 1, maxLength: 4 }),
  fc.constantFrom("\n<a", "<<", "a<a", "ab"),
);

it("is found where the host finds it, and counted as Python counts", () => {
  fc.assert(
    fc.property(texts, needles, fc.nat(300), (text, needle, from) => {
      const looked = new Needle(needle);
      const parts = text.split(needle);
      expect(looked.indexIn(text, Math.min(from, text.length))).toBe(text.indexOf(needle, Math.min(from, text.length)));
      expect(looked.isIn(text)).toBe(text.includes(needle));
      expect(looked.countIn(text)).toBe(parts.length - 1);
      expect(looked.lastIn(text)).toBe(
        parts.length === 1 ? -1 : text.length - (parts.at(-1)?.length ?? 0) - needle.length,
      );
    }),
    { seed: 17, numRuns: 3000 },
  );
});

it("counts an empty text between all characters", () => {
  expect(new Needle("").countIn("a😀")).toBe(3);
});
