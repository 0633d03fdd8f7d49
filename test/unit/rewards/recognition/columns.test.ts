import { expect, it } from "vitest";
import { isAbsent } from "../../../../server/core/expressions/absent";
import { evaluate } from "../../../../server/core/expressions/evaluate";
import { presetReward } from "../../../../server/core/rewards/presets";
import { recogniseColumns } from "../../../../server/core/rewards/recognition/columns";
import { scoredSample } from "../../../../server/core/rewards/shape/scoredSample";
import { Random } from "../../../support/random";
import { rollout } from "../../../support/rollouts";
import { sample } from "../../rules/harness";

/** Records as TRL writes them: a column a function, no total, null where a function gave none. */
function dump(columns: Readonly<Record<string, string>>, seed: number) {
  const random = new Random(seed);
  return Array.from({ length: 120 }, (_, i) => {
    const { completion, truth } = rollout(random);
    const bare = sample({ completion, groundTruth: truth?.[0] ?? "" });
    const components = Object.entries(columns).map(([column, name]) => {
      const value = evaluate(presetReward(name)!.value, scoredSample(bare));
      return [column, i % 10 === 0 || isAbsent(value) ? null : value] as const;
    });
    return { ...bare, attributes: { components: Object.fromEntries(components) } };
  });
}

it("recognises each recorded part of a reward by itself, right or among those that no record tells apart", () => {
  for (const seed of [1, 2, 3]) {
    const columns = { xmlcount_reward_func: "unsloth/xmlcount", tag_count_reward: "open-r1/tag_count" };
    const found = recogniseColumns(dump(columns, seed));
    expect([...found.keys()]).toEqual(Object.keys(columns));
    for (const [column, name] of Object.entries(columns)) {
      const said = found.get(column);
      expect(said?.kind).toMatch(/^(agrees|several)$/);
      const agreeing = said?.kind === "agrees" ? [said.with] : said?.kind === "several" ? said.with : [];
      expect(agreeing.map(({ parts }) => parts)).toContainEqual([name]);
    }
  }
});

it("claims nothing of noise, and knows no columns where none is recorded", () => {
  const random = new Random(9);
  const noise = dump({}, 4).map((one) => ({ ...one, attributes: { components: { luck: random.below(1000) / 1000 } } }));
  expect(recogniseColumns(noise).get("luck")?.kind).toBe("none");
  expect(recogniseColumns([sample({ completion: "x" })]).size).toBe(0);
});
