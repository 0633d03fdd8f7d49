import { describe, expect, it } from "vitest";
import { expectPlaces, fixture, inWords, readAll } from "../reading";

/**
 * A file of test/fixtures/records is recognised as the format, and read completely: every sample, and every text at its
 * place.
 *
 * @param samples in the words of {@link inWords}.
 * @param problems the codes of what is told of its records.
 */
export function describeFormat(
  file: string,
  format: string,
  container: string,
  samples: readonly Record<string, unknown>[],
  problems: readonly string[] = [],
): void {
  describe(file, () => {
    const read = readAll(fixture(file));

    it("is recognised", () => {
      expect(read.recognition.format.id).toBe(format);
      expect(read.recognition.container).toBe(container);
      expect(read.recognition.reason).toContain(read.recognition.format.fields);
    });

    it("is read completely", () => {
      expect(read.problems.map(({ code }) => code)).toEqual(problems);
      expect(read.samples.map(({ sample }) => inWords(sample))).toEqual(samples);
    });

    it("knows the place of every text", () => {
      for (const each of read.samples) expectPlaces(each);
    });
  });
}
