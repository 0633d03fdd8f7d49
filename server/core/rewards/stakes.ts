import type { RewardDefinition } from "../model/reward";
import type { VerdictStake } from "../verdicts/verdictStake";
import { weightAt } from "./shared/schedule";

/**
 * What a judge's verdict is worth in a reward, and by which reading; undefined where the reward does not pay for it, so that
 * nothing may be said of its cost.
 */
export function verdictStake(reward: RewardDefinition | null, step: number): VerdictStake | undefined {
  if (reward?.kind !== "components") return undefined;
  const paid = reward.components.find(({ component }) => component === "verdict");
  const weight = paid === undefined ? 0 : weightAt(paid, step);
  if (paid === undefined || weight <= 0) return undefined;
  return { reading: paid.options.reading ?? "train", least: -weight, whole: reward.components.length === 1 };
}
