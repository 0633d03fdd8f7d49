import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { plainValue, readLazily } from "../../../server/core/json/lazyJson";
import { readJson } from "../../../server/core/json/readJson";

const whole = (text: string): { start: number; end: number } => ({ start: 0, end: text.length });

describe("readLazily", () => {
  it("accepts and refuses what readJson does, with the same value and failure", () => {
    const text = fc.oneof(
      fc.json(),
      fc.json().map((json) => `{"a": ${json.slice(0, -1)}}`),
      fc
        .array(
          fc.constantFrom(
            "{",
            "}",
            "[",
            "]",
            '"',
            "a",
            ":",
            ",",
            "1",
            "-",
            ".",
            "NaN",
            " ",
            "\n",
            "\\",
            "u",
            "null",
            "\u00a0",
          ),
          { maxLength: 12 },
        )
        .map((parts) => parts.join("")),
    );
    fc.assert(
      fc.property(text, (written) => {
        const lazy = readLazily(written, whole(written));
        const read = readJson(written);
        expect(lazy.ok).toBe(read.ok);
        if (!lazy.ok && !read.ok) expect(lazy.failure).toEqual(read.failure);
        if (lazy.ok && read.ok) {
          expect(lazy.json.value).toEqual(plainValue(read.node));
          expect(lazy.json.node).toEqual(read.node);
        }
      }),
      { seed: 20261122, numRuns: 3000 },
    );
  });

  it("keeps Python's limits, which JSON.parse does not have", () => {
    for (const depth of [990, 991]) {
      const nested = "[".repeat(depth) + "]".repeat(depth);
      expect(readLazily(nested, whole(nested)).ok).toBe(depth === 990);
    }
    for (const digits of [4300, 4301]) {
      const long = `{"a": ${"1".repeat(digits)}}`;
      expect(readLazily(long, whole(long)).ok).toBe(digits === 4300);
    }
  });
});
