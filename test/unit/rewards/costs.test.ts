import { describe, expect, it } from "vitest";
import type { Profile } from "../../../server/core/model/profile";
import { isFailure } from "../../../server/core/rewards";
import { rules } from "../../../server/core/rules";
import { breakdownOf } from "../../../server/core/views/reward";
import { audit, profileNamed, sample } from "../rules/harness";
import { factsOf, rewarding } from "./source";
import { call, calling } from "./toolrl/fixtures";

const own = profileNamed("toolrl");
const halved = rewarding("toolrl", {
  kind: "components",
  components: [{ component: "toolrl-format" }, { component: "toolrl-correctness", weight: 0.5 }],
});
const unrewarded = rewarding("toolrl", null as never);

/** The cost that the finding of a rule names, and what the breakdown says that fixing it adds. */
function costs(profile: Profile, rule: string, given: string[], due: string[]): [string | undefined, number[]] {
  const texts = { completion: calling(...given), groundTruth: calling(...due) };
  const facts = factsOf(profile, texts);
  const raises = breakdownOf(facts, facts.reward)?.raises.map(({ gain }) => gain) ?? [];
  const [finding] = audit(
    rules.filter(({ id }) => id === rule),
    sample(texts),
    profile,
  );
  return [finding && /costs reward: (−\d+(?:\.\d+)?)/.exec(finding.message)?.[1], raises];
}

describe("what a fault of a call costs", () => {
  it.each([
    ["argument-wrong", [call("a", '{"x": 1}')], [call("a", '{"x": 2}')]],
    ["argument-missing", [call("a", '{"x": 1}')], [call("a", '{"x": 1, "y": 2}')]],
    ["argument-extra", [call("a", '{"x": 1, "y": 2}')], [call("a", '{"x": 1}')]],
    ["call-spurious", [call("a"), call("b")], [call("a")]],
    ["call-missing", [call("a")], [call("a"), call("b", '{"x": 1}')]],
  ])("is said by the message of %s as by the breakdown", (rule, given, due) => {
    const [told, raises] = costs(own, rule, given, due);
    expect(raises.map((gain) => `−${Math.round(gain * 1000) / 1000}`)).toContain(told);
    const [half, halvedRaises] = costs(halved, rule, given, due);
    expect(halvedRaises.map((gain) => `−${Math.round(gain * 1000) / 1000}`)).toContain(half);
    expect(Number(half?.replace("−", ""))).toBeCloseTo(Number(told?.replace("−", "")) / 2, 2);
  });

  it("is what fixing it adds", () => {
    const due = [call("a", '{"x": 1, "y": 2}'), call("b", "{}")];
    for (const [given, fixed] of [
      [[call("a", '{"x": 3, "y": 2}'), call("b", "{}")], due],
      [[call("a", '{"x": 1}'), call("b", "{}")], due],
      [[call("a", '{"x": 1, "y": 2, "z": 3}'), call("b", "{}")], due],
      [[call("a", '{"x": 1, "y": 2}'), call("b", '{"z": 3}')], due],
      [[...due, call("c")], due],
    ] as const) {
      const total = (calls: readonly string[]): number => {
        const { reward } = factsOf(halved, { completion: calling(...calls), groundTruth: calling(...due) });
        return reward === undefined || isFailure(reward) ? NaN : reward.total;
      };
      const facts = factsOf(halved, { completion: calling(...given), groundTruth: calling(...due) });
      const [most] = breakdownOf(facts, facts.reward)?.raises ?? [];
      expect(most?.gain).toBeCloseTo(total(fixed) - total(given), 9);
    }
  });

  it("is not said of a call that would leave a name fewer in common", () => {
    // Both calls of b count for the names, though one answers nothing.
    const given = [call("b", '{"x": 1}'), call("b", '{"y": 9}')];
    const due = [call("b", '{"x": 1}'), call("b", '{"z": 2}')];
    expect(costs(own, "call-spurious", given, due)[0]).toBeUndefined();
  });

  it("is not said where no reward that is known compares calls", () => {
    expect(costs(unrewarded, "argument-wrong", [call("a", '{"x": 1}')], [call("a", '{"x": 2}')])).toEqual([
      undefined,
      [],
    ]);
    const coarse = rewarding("toolrl", { kind: "toolrl", variant: "coarse" });
    const [told] = costs(coarse, "argument-wrong", [call("a", '{"x": 1}')], [call("a", '{"x": 2}')]);
    expect(told).toBeUndefined();
  });
});

describe("a message of a rule", () => {
  const broken = "<think>t</think>\n\nloose <tool_call>\nno json\n</tool_call><response>r";

  it("says that a reward is lost only where one that is known pays for it", () => {
    const told = (profile: Profile): string =>
      audit(rules, sample({ completion: broken }), profile)
        .map(({ message }) => message)
        .join("\n");
    expect(told(own)).toContain("the format reward is lost");
    expect(told(own)).toContain("The reward reads every line of the block or none");
    expect(told(unrewarded)).not.toMatch(/format reward|The reward/);
  });
});
