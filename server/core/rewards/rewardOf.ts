import { composedReward } from "./composed";
import type { RewardOptions, RewardResult, RewardSource } from "./shape/reward";

/**
 * The reward that the sample's profile gives it; undefined if there is nothing to score: no reward in the profile, no
 * ground truth or gold label, no completion, or a trace that no reward is about.
 */
export function rewardOf(source: RewardSource, options: RewardOptions = {}): RewardResult | undefined {
  const { sample, profile } = source;
  if (profile.reward === null || !sample.rewarded || sample.unanswered) return undefined;
  return composedReward(source, profile.reward, options);
}
