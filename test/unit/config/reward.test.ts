import { describe, expect, it } from "vitest";
import { readConfig } from "../../../server/core/config/readConfig";
import schema from "../../../server/core/config/trace-auditor.schema.json";
import { components } from "../../../server/core/rewards/components";
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
    expect(schema.definitions.toolrlVariant.enum).toEqual([...toolrlVariants]);
    const { kind } = schema.definitions.profile.properties.reward.properties;
    const named = Object.values(components).flatMap(({ name, columns }) => (columns === undefined ? [] : [name]));
    expect(kind.enum).toEqual([...named, "components"]);
    const parts = Object.keys(components).filter((name) => !named.includes(name));
    expect([...schema.definitions.rewardComponent.properties.component.enum].sort()).toEqual(parts.sort());
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
    ).toMatch(/does not look at "take". It takes no options/);
    const schedule = '{"startStep": 5, "endStep": 5, "endWeight": 1}';
    expect(told(`{"kind": "components", "components": [{"component": "format", "schedule": ${schedule}}]}`)[0]).toMatch(
      /schedule: "endStep" \(5\) has to come after/,
    );
  });
});
