import { sum } from "./numeric";

/** The scale of a group's advantages: by the population's or the sample's standard deviation, or not (Dr. GRPO). */
export type Scaling = "population" | "sample" | "none";

/**
 * GRPO's advantages: (r − mean)/std over the rollouts of one prompt.
 *
 * @returns undefined if the deviation is 0: the group gives no signal
 */
export function advantages(rewards: readonly number[], scaling: Scaling): readonly number[] | undefined {
  const n = rewards.length;
  const mean = sum(rewards) / n;
  const squares = sum(rewards.map((reward) => (reward - mean) ** 2));
  const deviation = Math.sqrt(squares / (scaling === "sample" ? n - 1 : n));
  if (!(deviation > 0)) return undefined;
  return rewards.map((reward) => (reward - mean) / (scaling === "none" ? 1 : deviation));
}
