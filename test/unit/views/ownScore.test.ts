/** What people read of the answer of a team's own scorer. */
import { describe, expect, it } from "vitest";
import { ownBreakdown, type OwnBreakdown } from "../../../server/core/views/reward";
import type { Facts } from "../../../server/core/facts/facts";
import type { OwnScore } from "../../../server/core/rewards/ownScorer";
import { factsOf } from "../rewards/source";
import { call, calling } from "../rewards/toolrl/fixtures";

const groundTruth = calling(call("a", '{"x": 1, "y": 2}'));
const completion = calling(call("a", '{"x": 1, "y": 3}'));
/** A sample with the reward 2.5. */
const facts = (): Facts => factsOf("toolrl", { completion, groundTruth });
const told = (score: number, components: OwnScore["components"] = {}, of = facts()): OwnBreakdown =>
  ownBreakdown({ score, components }, of);

describe("the answer of a team's own scorer", () => {
  it("is one line: the score, its components, and the reward where that is another number", () => {
    expect(told(2.5).sentence).toBe("Scorer 2.5");
    expect(told(2.50001).sentence).toBe("Scorer 2.5");
    expect(told(0.5, { acc: 1, format_reward: -0.25 }).sentence).toBe(
      "Scorer 0.5 · acc 1 · format_reward −0.25 · reward 2.5 (+2)",
    );
  });

  it("has all of its components, of which the line has the first", () => {
    const components = Object.fromEntries(Array.from({ length: 120 }, (_, i) => [`c${i}`, i]));
    const own = told(2.5, components);
    expect(own.sentence).toBe("Scorer 2.5 · c0 0 · c1 1 · c2 2 · c3 3 · 116 more");
    expect([own.components.length, own.leftOut]).toEqual([100, 20]);
  });

  it("has names that are long or of several lines on one short line", () => {
    const [component] = told(2.5, { [`two\nlines${"x".repeat(100)}`]: 1 }).components;
    expect(component?.name).toMatch(/^two linesx+…$/);
  });

  it("is held against the reward, with what explains it if something does", () => {
    expect(told(2.5).difference).toBeUndefined();
    expect(told(1.7).difference).toEqual({
      computed: 2.5,
      text: "The scorer gives 1.7, the computed reward is 2.5 (+0.8).",
    });
    expect(told(-2).difference?.text).toContain(" As for the scorer's −2, the variant coarse gives it.");
  });

  it("is held against nothing where there is no reward", () => {
    expect(told(1, {}, factsOf("hermes", { completion })).difference).toBeUndefined();
    expect(told(1, {}, factsOf("toolrl", { completion, groundTruth: "no calls" })).sentence).toMatch(/^Scorer 1/);
  });

  it("is a failure where it is no score", () => {
    const own = ownBreakdown({ error: { code: "scorer-error", message: "no such tool" } }, facts());
    expect(own).toEqual({
      sentence: "Scorer: no score",
      score: undefined,
      components: [],
      leftOut: 0,
      failure: "no such tool",
      difference: undefined,
    });
  });
});
