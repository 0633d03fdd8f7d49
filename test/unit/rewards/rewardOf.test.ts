import { describe, expect, it } from "vitest";
import { explainReward, isFailure, rewardOf } from "../../../server/core/rewards";
import { scoreToolRL } from "../../../server/core/rewards/toolrl";
import { call, calling } from "./toolrl/fixtures";
import { factsOf, rewardFor, rewarding } from "./source";

const truth = calling(call("a", '{"x": 1, "y": 2}'), call("b"));
const half = calling(call("a", '{"x": 1, "y": 3}'));

describe("rewardOf, ToolRL's reward", () => {
  it("has the numbers of the scorer, in the shape of all rewards", () => {
    const reward = rewardFor("toolrl", { completion: half, groundTruth: truth });
    const derivation = scoreToolRL({ completion: half, groundTruth: truth });
    if ("error" in derivation) throw new Error(derivation.error.message);
    expect(reward?.parts.map(({ value }) => value)).toEqual([derivation.format, derivation.correctness]);
    expect(reward).toMatchObject({ total: derivation.score, min: -3, max: 4, step: 0 });
    expect(reward?.parts.map(({ id, min, max }) => [id, min, max])).toEqual([
      ["format", 0, 1],
      ["correctness", -3, 3],
    ]);
    expect(reward?.parts.reduce((sum, part) => sum + part.value, 0)).toBe(reward?.total);
  });

  it("takes the step from the sample, and variant and step from who asks", () => {
    const texts = { completion: half, groundTruth: truth, attributes: { step: 75 } };
    expect(rewardFor("toolrl", texts)).toMatchObject({ options: { variant: "default" }, step: 75 });
    const asked = rewardFor("toolrl", texts, { variant: "dynamic-scale", step: 0 });
    expect(asked).toMatchObject({ min: -4, max: 4, step: 0, options: { variant: "dynamic-scale" } });
    expect(rewardFor("toolrl", texts, { variant: "length" })?.parts.map(({ id }) => id)).toEqual([
      "format",
      "correctness",
      "length",
    ]);
  });

  it("takes the variant of the profile", () => {
    const profile = rewarding("toolrl", { kind: "toolrl", variant: "equal-max" });
    expect(rewardFor(profile, { completion: truth, groundTruth: truth })?.total).toBe(2);
  });

  it("has nothing to win or lose by calls where the ground truth has none", () => {
    const text = "<think>t</think>\n<response>r</response>";
    expect(rewardFor("toolrl", { completion: half, groundTruth: text })).toMatchObject({ total: 0, min: 0, max: 1 });
  });

  it("has nothing to say without a ground truth, of a turn that is not rewarded, or where the profile has no reward", () => {
    expect(rewardFor("toolrl", { completion: half })).toBeUndefined();
    expect(rewardFor("toolrl", { completion: half, groundTruth: truth, rewarded: false })).toBeUndefined();
    expect(rewardFor("hermes", { completion: half, groundTruth: truth })).toBeUndefined();
  });

  it("points into the ground truth where that cannot be scored", () => {
    const facts = factsOf("toolrl", { completion: half, groundTruth: calling(call("a"), "{'x'}") });
    const result = rewardOf(facts);
    if (result === undefined || !isFailure(result)) throw new Error("it was scored");
    expect(result.error.code).toBe("ground-truth-unscorable");
    const { part, span } = result.error.location!;
    expect(part.role).toBe("ground_truth");
    expect(part.text.slice(span.start, span.end)).toMatch(/^'x/);
    expect(facts.reward).toEqual(result);
  });

  it("is computed once by facts", () => {
    const facts = factsOf("toolrl", { completion: half, groundTruth: truth });
    expect(facts.reward).toBe(facts.reward);
  });
});

describe("rewardOf, from components", () => {
  const texts = { completion: "<think>a b</think>\n<answer>The Answer!</answer>", groundTruth: "answer" };

  it("adds up weighted components, bounds included", () => {
    const profile = rewarding("think-answer", {
      kind: "components",
      components: [
        { component: "format", weight: 0.5 },
        { component: "exact-answer" },
        { component: "length", weight: -1, options: { fullLength: 4 } },
      ],
    });
    const reward = rewardFor(profile, texts);
    expect(reward).toMatchObject({ total: 1, min: -1, max: 1.5 });
    expect(reward?.parts.map(({ id, value }) => [id, value])).toEqual([
      ["format", 0.5],
      ["exact-answer", 1],
      ["length", -0.5],
    ]);
  });

  it("follows a schedule: constant, linear, constant", () => {
    const profile = rewarding("think-answer", {
      kind: "components",
      components: [{ component: "format", weight: 2, schedule: { startStep: 10, endStep: 20, endWeight: 1 } }],
    });
    const at = (step: number): number | undefined => rewardFor(profile, texts, { step })?.total;
    expect([0, 10, 15, 20, 1000].map(at)).toEqual([2, 2, 1.5, 1, 1]);
    expect(rewardFor(profile, { ...texts, attributes: { step: 15 } })?.total).toBe(1.5);
  });

  it("is no reward at all where one component has nothing to compare with", () => {
    const { completion } = texts;
    expect(rewardFor("think-answer", { completion })).toBeUndefined();
    expect(rewardFor("rm-r1", { completion: "<answer>[[A]]</answer>" })).toBeUndefined();
  });

  it("composes ToolRL's parts with others", () => {
    const profile = rewarding("toolrl", {
      kind: "components",
      components: [{ component: "toolrl-correctness", weight: 2 }, { component: "toolrl-format" }],
    });
    const reward = rewardFor(profile, { completion: half, groundTruth: truth });
    const derivation = scoreToolRL({ completion: half, groundTruth: truth });
    if ("error" in derivation) throw new Error(derivation.error.message);
    expect(reward?.total).toBe(2 * derivation.correctness + derivation.format);
    expect(reward?.parts.map(({ value }) => value)).toEqual([2 * derivation.correctness, derivation.format]);
    expect(reward?.columns).toBeUndefined();
    const broken = rewardOf(factsOf(profile, { completion: half, groundTruth: calling("{") }));
    expect(broken !== undefined && isFailure(broken)).toBe(true);
  });
});

describe("explainReward", () => {
  it("derives the number line by line", () => {
    const reward = rewardFor("toolrl", { completion: half, groundTruth: truth });
    expect(explainReward(reward!)).toEqual([
      "reward 1 (from −3 to 4)",
      "format 1 of 1",
      "  the ground truth asks for <think> … </think> newline <tool_call> newline … newline </tool_call>",
      "correctness 0 of 3",
      "  6 · 2.5 / 5 − 3 = 0",
      "  names of the tools: 0.5 of 1 point",
      "  call 1 (a) is answered by call 1: 2 of 3 points, of which 1 for the names of the parameters",
      '    parameter "y" has another value',
      "  call 2 (b) is not answered: no call has that name: 0 of 1 points",
    ]);
  });
});
