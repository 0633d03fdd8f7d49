import { describe, expect, it } from "vitest";
import { measureDialectFaults, type DialectTally } from "../../fuzz/dialectFaultCampaign";

/** `npm run fuzz:faults` shows each fault that is missed, with SHOW set. */
const tallies = measureDialectFaults();

function sum(count: (tally: DialectTally) => number): number {
  return tallies.reduce((all, tally) => all + count(tally), 0);
}

describe("one fault in a text of each dialect", () => {
  it("is tried in every dialect, several kinds in most", () => {
    expect(tallies.filter(({ tried }) => tried === 0).map(({ dialect }) => dialect)).toEqual([]);
    expect(sum(({ tried }) => tried)).toBeGreaterThan(350);
  });

  it("is found in nineteen of twenty", () => {
    expect(sum(({ found }) => found) / sum(({ tried }) => tried)).toBeGreaterThan(0.95);
  });

  it("is fixed in nine of ten that can be, so that the meant calls are read", () => {
    expect(sum(({ fixed }) => fixed) / sum(({ fixable }) => fixable)).toBeGreaterThan(0.9);
  });

  it("is never fixed into other calls than those that were meant", () => {
    expect(tallies.flatMap(({ missed }) => missed.filter(({ why }) => why.includes("wrong")))).toEqual([]);
  });

  it("is fixed without a change of any other word", () => {
    expect(tallies.filter(({ changed }) => changed > 0)).toEqual([]);
  });
});
