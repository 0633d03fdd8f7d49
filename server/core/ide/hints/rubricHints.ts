import { formatReward } from "../../rewards";
import type { HintMaker } from "./hint";

/** After each weight of a judge's rubric: its share of all weights, unless the weight already says so. */
export const rubricHints: HintMaker = (sample, rewards) => {
  const rubric = rewards.breakdown(sample)?.judge?.rubric ?? [];
  return rubric.flatMap(({ name, weight, share, weightPlace }) => {
    if (weightPlace === undefined || share === undefined) return [];
    const label = `${formatReward(Math.round(share * 1000) / 10)} %`;
    // Three times 33 % is meant to be 100 %: a weight that rounds to the share already says it.
    if (weight?.endsWith("%") && Math.abs(Number.parseFloat(weight) - share * 100) < 0.5) return [];
    return [{ behind: weightPlace, label: `= ${label}`, tooltip: `${name}: ${label} of all weights of this rubric.` }];
  });
};
