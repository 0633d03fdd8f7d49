import { describe, expect, it } from "vitest";
import { readConfig } from "../../../server/core/config/readConfig";
import schema from "../../../server/core/config/trace-auditor.schema.json";
import { components } from "../../../server/core/rewards/components";
import { presetReward, presetRewardNames } from "../../../server/core/rewards/presets";
import { toolrlVariants } from "../../../server/core/rewards/toolrl";

function withReward(reward: string): ReturnType<typeof readConfig> {
  return readConfig(`{"profiles": {"ours": {"extends": "toolrl", "reward": ${reward}}}}`);
}

function told(reward: string): string[] {
  return withReward(reward).problems.map(({ code, message }) => `${code}: ${message}`);
}

describe("a profile's reward in trace-auditor.json", () => {
  it("is ToolRL's with a variant, or a sum of components, or none", () => {
    const rewardIn = (text: string): unknown => withReward(text).config.profiles[0]?.reward;
    expect(rewardIn('{"kind": "toolrl", "variant": "coarse"}')).toEqual({
      components: [{ component: "toolrl", weight: 1, schedule: null, options: { variant: "coarse" } }],
    });
    expect(rewardIn('{"kind": "components", "components": [{"component": "format"}]}')).toEqual({
      components: [{ component: "format", weight: 1, schedule: null, options: {} }],
    });
    expect(rewardIn("null")).toBeNull();
  });

  it("is inherited", () => {
    const { config } = readConfig('{"profiles": {"ours": {"extends": "rm-r1"}}}');
    expect(config.profiles[0]?.reward?.components.map(({ component }) => component)).toEqual(["verdict"]);
  });

  it("knows the variants and components of the code", () => {
    const { kind, variant } = schema.definitions.profile.properties.reward.properties;
    expect(variant.enum).toEqual([...toolrlVariants]);
    const named = Object.values(components).flatMap(({ name, columns }) => (columns === undefined ? [] : [name]));
    expect(kind.enum).toEqual([...named, "components"]);
    // These two are written by keys of their own.
    const written = new Set(["preset", "expression", "agreeing", ...named]);
    const parts = Object.keys(components).filter((name) => !written.has(name));
    expect([...schema.definitions.rewardComponent.properties.component.enum].sort()).toEqual(parts.sort());
  });

  it("knows the presets of the code", () => {
    const { preset } = schema.definitions.rewardComponent.properties;
    expect(preset.enum).toEqual([...presetRewardNames]);
    expect(preset.enumDescriptions).toEqual(presetRewardNames.map((name) => `From ${presetReward(name)!.from}.`));
  });

  it("takes presets and values of one's own, with weight, schedule and gate", () => {
    const text = `{"kind": "components", "components": [
      {"preset": "open-r1/format", "weight": 0.5},
      {"name": "open", "value": {"equal": [{"count": "<think>"}, 1]}, "gate": {"has": "a"}}
    ]}`;
    expect(told(text)).toEqual([]);
    expect(withReward(text).config.profiles[0]?.reward?.components).toEqual([
      { component: "preset", weight: 0.5, schedule: null, options: { preset: "open-r1/format" } },
      {
        component: "expression",
        weight: 1,
        schedule: null,
        options: { name: "open", value: { equal: [{ count: "<think>" }, 1] } },
        gate: { has: "a" },
      },
    ]);
  });

  it("tells what is wrong in an expression, and where", () => {
    const one = (component: string): string[] => told(`{"kind": "components", "components": [${component}]}`);
    expect(one('{"preset": "open-r1/formatt"}')[0]).toMatch(/unknown-value.*open-r1\/format/);
    expect(one('{"name": "a", "value": {"sum": [{"cout": "x"}]}}')).toEqual([
      'wrong-expression: value.sum[0]: there is no value called "cout"; did you mean count?',
    ]);
    expect(one('{"component": "format", "gate": {"matches": "(a"}}')[0]).toMatch(
      /wrong-expression: gate\.matches: the pattern cannot be used: a \( has no \), at character 1/,
    );
    expect(one('{"weight": 1}')).toEqual([
      'missing-key: A component has one of "component", "preset", or "name" with "value".',
    ]);
  });

  it("tells what is wrong with it", () => {
    expect(told('{"kind": "toolrl", "variant": "corse"}')[0]).toMatch(/unknown-value.*coarse/);
    expect(told('{"kind": "components"}')[0]).toMatch(/missing-key/);
    expect(told('{"kind": "toolrl", "components": [{"component": "format"}]}')[0]).toMatch(/useless-key/);
    expect(told('{"kind": "components", "variant": "coarse", "components": [{"component": "format"}]}')[0]).toMatch(
      /useless-key: "variant"/,
    );
    expect(
      told('{"kind": "components", "components": [{"component": "format", "options": {"take": "last"}}]}')[0],
    ).toMatch(/does not use "take". It takes no options/);
    const schedule = '{"startStep": 5, "endStep": 5, "endWeight": 1}';
    expect(told(`{"kind": "components", "components": [{"component": "format", "schedule": ${schedule}}]}`)[0]).toMatch(
      /schedule: "endStep" \(5\) has to come after/,
    );
  });
});
