import { describe, expect, it } from "vitest";
import type { ComponentData } from "../../../../server/core/profiles/rewardData";
import { isFailure, rewardOf } from "../../../../server/core/rewards";
import { factsOf, rewardFor, rewarding } from "../source";

const profile = (...components: ComponentData[]): ReturnType<typeof rewarding> =>
  rewarding("think-answer", { kind: "components", components });

const good = "<think>\nSix times seven.\n</think>\n<answer>\n42\n</answer>";
const twoBreaks = "<think>\nSix times seven.\n</think>\n\n<answer>\n42\n</answer>";

describe("a preset as a component", () => {
  it("pays what the official function pays, with its weight", () => {
    const paid = profile({ preset: "open-r1/format", weight: 0.5 }, { preset: "search-r1/qa_em" });
    expect(rewardOf(factsOf(paid, { completion: good, groundTruth: "42" }))).toMatchObject({
      // Search-R1 looks at the prompt too, as decoded, and this sample has none.
      error: { code: "reward-undecided" },
    });
    const format = rewardFor(profile({ preset: "open-r1/format", weight: 0.5 }), { completion: good });
    expect(format).toMatchObject({ total: 0.5, min: 0, max: 0.5 });
    expect(format?.parts[0]).toMatchObject({ id: "open-r1/format", title: "open-r1/format", value: 0.5 });
  });

  it("says where its pattern stopped, and what it wanted there", () => {
    const reward = rewardFor(profile({ preset: "open-r1/format" }), { completion: twoBreaks });
    expect(reward?.total).toBe(0);
    expect(reward?.parts[0]?.detail).toEqual([
      "At character 36, </think> must be followed by one newline; here are two.",
    ]);
  });

  it("changes its weight with the step", () => {
    const schedule = { startStep: 0, endStep: 100, endWeight: 0 };
    const paid = profile({ preset: "open-r1/format", schedule });
    expect(rewardFor(paid, { completion: good }, { step: 25 })?.total).toBe(0.75);
  });

  it("says why it cannot be computed where a record does not tell", () => {
    const result = rewardOf(factsOf(profile({ preset: "trl/soft_overlong" }), { completion: good }));
    if (result === undefined || !isFailure(result)) throw new Error("it was computed");
    expect(result.error.message).toBe(
      "trl/soft_overlong is not computed: the record does not say how many tokens the completion has.",
    );
  });
});

describe("an expression as a component", () => {
  const right: ComponentData = {
    name: "right",
    value: { equal: [[{ find: { re: "<answer>(.*?)</answer>", flags: "s" } }, "strip"], "truth"] },
  };

  it("pays its value, shows what it read and where", () => {
    const reward = rewardFor(profile({ ...right, weight: 2 }), { completion: good, groundTruth: "42" });
    expect(reward).toMatchObject({ total: 2, min: 0, max: 2 });
    expect(reward?.parts[0]?.detail[0]).toBe('"42" equals "42".');
    const at = good.indexOf("42");
    expect(reward?.parts[0]?.spans.map(({ span }) => span)).toEqual([{ start: at, end: at + 2 }]);
  });

  it("takes any member of a list of ground truths", () => {
    expect(rewardFor(profile(right), { completion: good, groundTruth: '["41", "42"]' })?.total).toBe(1);
    expect(rewardFor(profile(right), { completion: good, groundTruth: '{"target": ["42"]}' })?.total).toBe(1);
    expect(rewardFor(profile(right), { completion: good, groundTruth: "[42" })?.total).toBe(0);
  });

  it("pays 0 where its gate does not hold", () => {
    const gated = profile({ ...right, gate: { has: "</think>" } });
    expect(rewardFor(gated, { completion: good, groundTruth: "42" })?.total).toBe(1);
    const bare = rewardFor(gated, { completion: "<answer>42</answer>", groundTruth: "42" });
    expect(bare?.total).toBe(0);
    expect(bare?.parts[0]?.detail[0]).toBe("Its gate does not hold: the component pays 0.");
  });

  it("stands beside today's components, which a gate holds too", () => {
    const both = profile(right, { component: "format", gate: { has: "nothing" } });
    expect(rewardFor(both, { completion: good, groundTruth: "42" })?.parts.map(({ value }) => value)).toEqual([1, 0]);
  });
});
