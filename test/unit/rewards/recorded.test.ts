import { describe, expect, it } from "vitest";
import { compareRecorded, rewardOf, type RecordedDifference, type RewardOptions } from "../../../server/core/rewards";
import { toolrlVariants } from "../../../server/core/rewards/toolrl";
import { factsOf, rewardFor } from "./source";
import { call, calling } from "./toolrl/fixtures";

const groundTruth = calling(call("a", '{"x": 1, "y": 2}'), call("b"));
const completion = calling(call("a", '{"x": 1, "y": 3}'), call("b"));

function compared(recorded: number, own: RewardOptions = {}, stepIsKnown = false): RecordedDifference | undefined {
  const facts = factsOf("toolrl", { completion, groundTruth });
  const reward = rewardFor("toolrl", { completion, groundTruth }, own);
  return compareRecorded(recorded, reward!, stepIsKnown, (options) => rewardOf(facts, { ...own, ...options }));
}

describe("compareRecorded", () => {
  it("finds the variant by whose scorer a score was recorded, at a known step", () => {
    for (const variant of toolrlVariants) {
      const { total } = rewardFor("toolrl", { completion, groundTruth }, { variant, step: 90 })!;
      const difference = compared(total, { step: 90 }, true);
      if (difference === undefined) continue;
      const { explanation } = difference;
      if (explanation?.kind !== "variant") throw new Error(`${variant} explains ${total}`);
      const found = rewardFor("toolrl", { completion, groundTruth }, { variant: explanation.variant, step: 90 });
      expect(found?.total).toBeCloseTo(total, 4);
    }
  });

  it("finds the step of dynamic-scale where none is known", () => {
    const { total } = rewardFor("toolrl", { completion, groundTruth }, { variant: "dynamic-scale", step: 61 })!;
    expect(compared(total)?.explanation).toEqual({ kind: "variant", variant: "dynamic-scale", step: 61 });
  });

  it("takes no difference for none, and names nothing where nothing fits", () => {
    const { total } = rewardFor("toolrl", { completion, groundTruth })!;
    expect(compared(total + 0.00005)).toBeUndefined();
    expect(compared(total + 0.0002)).toMatchObject({ computed: total, explanation: undefined });
  });
});
