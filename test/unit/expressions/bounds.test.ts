import { expect, it } from "vitest";
import { boundsOf } from "../../../server/core/expressions/bounds";
import type { Json } from "../../../server/core/expressions/builder";
import { isAbsent } from "../../../server/core/expressions/absent";
import { evaluate } from "../../../server/core/expressions/evaluate";
import { presetReward, presetRewardNames } from "../../../server/core/rewards/presets";
import { Random } from "../../support/random";
import { rollout } from "../../support/rollouts";

it.each<[Json, number, number]>([
  [{ has: "a" }, 0, 1],
  [
    {
      points: [
        [{ has: "a" }, 1, -1],
        [{ has: "b" }, 2],
      ],
    },
    -1,
    3,
  ],
  [{ cases: [[{ has: "a" }, 3]], else: -2 }, -2, 3],
  [{ times: [-2, { has: "a" }] }, -2, 0],
  [{ minus: [1, { has: "a" }] }, 0, 1],
  [{ min: [1, { count: "a" }] }, 0, 1],
  [{ divide: [{ has: "a" }, -2] }, -0.5, 0],
  [{ divide: [1, { count: "a" }] }, -Infinity, Infinity],
  [{ overlong: { max: 2, cache: 1 } }, -1, 0],
  [{ mean: { sum: [1, { has: "a" }] } }, 0, 2],
])("the bounds of %j are %d and %d", (json, least, most) => {
  const [low, high] = boundsOf(json);
  expect([low + 0, high + 0]).toEqual([least, most]);
});

it("hold for every preset", () => {
  const random = new Random(11);
  const records = Array.from({ length: 60 }, () => rollout(random));
  const outside = presetRewardNames.flatMap((name) => {
    const preset = presetReward(name)!;
    const [low, high] = boundsOf(preset.json);
    return records
      .map((record) => evaluate(preset.value, record))
      .flatMap((value) => (isAbsent(value) || (value >= low - 1e-12 && value <= high + 1e-12) ? [] : [value]))
      .map((value) => `${name} gives ${value} outside of ${low} to ${high}`);
  });
  expect(outside).toEqual([]);
});
