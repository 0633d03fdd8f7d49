import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { evaluate } from "../../../server/core/expressions/evaluate";
import type { Scored } from "../../../server/core/expressions/scored";
import { presetReward, presetRewardNames } from "../../../server/core/rewards/presets";

const folder = join(import.meta.dirname, "../../../docs/presets");

it.each(presetRewardNames)("the page of %s has examples that are paid as it says", (name) => {
  const page = readFileSync(join(folder, `${name}.md`), "utf8");
  const examples = [...page.matchAll(/^It pays (\S+) for\n\n```json\n([\s\S]*?)\n```$/gm)];
  expect(examples.length).toBeGreaterThan(0);
  for (const [, paid, record] of examples) {
    expect(evaluate(presetReward(name)!.value, JSON.parse(record!) as Scored)).toBeCloseTo(Number(paid), 12);
  }
});
