import { describe, expect, it } from "vitest";
import { readConfig } from "../../../server/core/config/readConfig";
import schema from "../../../server/core/config/trace-auditor.schema.json";
import { componentNames, toolrlVariants } from "../../../server/core/model/reward";

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
      kind: "toolrl",
      variant: "coarse",
      family: "qwen",
    });
    expect(rewardIn('{"kind": "components", "components": [{"component": "format"}]}')).toEqual({
      kind: "components",
      components: [{ component: "format", weight: 1, schedule: null, options: {} }],
    });
    expect(rewardIn("null")).toBeNull();
  });

  it("is inherited", () => {
    const { config } = readConfig('{"profiles": {"ours": {"extends": "rm-r1"}}}');
    expect(config.profiles[0]?.reward?.kind).toBe("components");
  });

  it("knows the variants and components of the code", () => {
    expect(schema.definitions.toolrlVariant.enum).toEqual([...toolrlVariants]);
    expect(schema.definitions.rewardComponent.properties.component.enum).toEqual([...componentNames]);
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
