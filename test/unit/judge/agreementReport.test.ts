import { describe, expect, it } from "vitest";
import { agreementReport } from "../../../server/core/judge/report/figures";
import type { JudgedSample } from "../../../server/core/judge/report/judgedSample";
import { wilson } from "../../../server/core/statistics/proportion";

/** A sample that was judged in both orders. */
function twice(key: string, first: "A" | "B", second: "A" | "B"): JudgedSample {
  const order = (name: "AB" | "BA", choice: "A" | "B"): JudgedSample["orders"][number] => ({
    ...{ order: name, choice, votes: 1, confidence: undefined, flips: undefined, stoppedEarly: false },
  });
  return {
    ...{ model: "judge", key, subset: undefined, gold: "A", states: {}, ratings: [], lengths: undefined },
    orders: [order("AB", first), order("BA", second)],
  };
}

function intervalOf(samples: readonly JudgedSample[]): unknown {
  return agreementReport(samples, false).models[0]?.accuracy.interval;
}

describe("accuracy where both orders were asked", () => {
  it("has an interval with some width, also where every verdict is right", () => {
    expect(intervalOf(["1", "2", "3"].map((key) => twice(key, "A", "A")))).toEqual(wilson(6, 6));
  });

  it("has an interval by clusters, within 0 and 1", () => {
    expect(intervalOf([twice("1", "A", "A"), twice("2", "A", "A"), twice("3", "A", "B")])).toMatchObject({ high: 1 });
    expect(intervalOf([twice("1", "A", "B")])).toBeUndefined();
  });
});
