/** What issue and guide promise of `fix --safe`: one structural fault in a well-formed trace is fixed. */
import { existsSync, readFileSync } from "node:fs";
import { resolve } from "node:path";
import { describe, expect, it } from "vitest";
import { isWellFormed, measureFaults, shareOf, type FaultTally } from "../../fuzz/faultCampaign";
import { wellFormedTraces } from "../../fuzz/wellFormed";

const published = resolve(import.meta.dirname, "../../../../shared/data/toolrl/sft.jsonl");

function expectPromise(tallies: ReadonlyMap<string, FaultTally>): void {
  const kinds = [...tallies.values()];
  expect(kinds.map(({ tried }) => tried).filter((tried) => tried === 0)).toEqual([]);
  expect(shareOf(kinds, ({ format }) => format)).toBeGreaterThanOrEqual(0.9);
  expect(shareOf(kinds, ({ exact }) => exact)).toBeGreaterThanOrEqual(0.75);
  expect(kinds.reduce((sum, { lowered }) => sum + lowered, 0)).toBe(0);
}

describe("one structural fault, fixed by the safe fixes without a ground truth", () => {
  it("is gone in our own traces", () => {
    expect(wellFormedTraces.filter((trace) => !isWellFormed(trace))).toEqual([]);
    expectPromise(measureFaults(wellFormedTraces, 1));
  });

  it.skipIf(!existsSync(published))(
    `is gone in published traces (skipped where ${published} is missing)`,
    () => {
      const lines = readFileSync(published, "utf8")
        .split("\n")
        .filter((line) => line !== "");
      // A part of them: `npm run fuzz:faults` takes all.
      const traces = lines
        .filter((_, i) => i % 10 === 0)
        .map((line) => (JSON.parse(line) as { output: string }).output);
      expectPromise(measureFaults(traces.filter(isWellFormed), 1));
    },
    60_000,
  );
});
