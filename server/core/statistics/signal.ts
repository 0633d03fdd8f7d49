import { proportion, type Proportion } from "./proportion";
import { mean, populationVariance, sampleDeviation } from "./spread";
import { sum } from "./numeric";

/** Rewards that differ by at most this are the same: a group of such rewards has no contrast. */
const sameReward = 1e-6;

/** A group of rollouts whose rewards are all the same gives no gradient. A single rollout is not a group. */
export function isDead(rewards: readonly number[]): boolean {
  if (rewards.length < 2) return false;
  let [least, most] = [Infinity, -Infinity];
  for (const reward of rewards) {
    least = Math.min(least, reward);
    most = Math.max(most, reward);
  }
  return most - least <= sameReward;
}

/** How much a run can learn from its groups. */
export interface GroupSignal {
  /** Groups of more than one rollout. */
  readonly groups: number;
  /** Groups of one, counted separately, because they have no contrast. */
  readonly singles: number;
  readonly dead: Proportion;
  /** Dead groups in which every reward is at least the threshold, or every reward is below it. */
  readonly allRight: Proportion;
  readonly allWrong: Proportion;
  /** Share of the samples in groups (of more than one) that are dead. */
  readonly deadSamples: Proportion;
  /** Samples in groups that are not dead: the effective batch. */
  readonly effectiveBatch: number;
  /** The mean over groups of the standard deviation within each (by n − 1); undefined if there are no groups. */
  readonly meanDeviation: number | undefined;
  /**
   * Population variance: total = within + between; undefined if there are no groups. If within goes to 0, nothing more
   * is learned.
   */
  readonly variance: { readonly total: number; readonly within: number; readonly between: number } | undefined;
}

/** @param threshold the smallest reward of a rollout that counts as right, the same as for pass@k */
export function groupSignal(all: readonly (readonly number[])[], threshold: number): GroupSignal {
  const groups = all.filter((rewards) => rewards.length > 1);
  const dead = groups.filter(isDead);
  const share = (some: readonly unknown[]): Proportion => proportion(some.length, groups.length);
  const count = (some: readonly (readonly number[])[]): number => sum(some.map((rewards) => rewards.length));
  const samples = count(groups);
  return {
    groups: groups.length,
    singles: all.filter((rewards) => rewards.length === 1).length,
    dead: share(dead),
    allRight: share(dead.filter((rewards) => rewards.every((reward) => reward >= threshold))),
    allWrong: share(dead.filter((rewards) => rewards.every((reward) => reward < threshold))),
    deadSamples: proportion(count(dead), samples),
    effectiveBatch: samples - count(dead),
    meanDeviation: groups.length === 0 ? undefined : mean(groups.map(sampleDeviation)),
    variance: groups.length === 0 ? undefined : varianceSplit(groups, samples),
  };
}

function varianceSplit(
  groups: readonly (readonly number[])[],
  samples: number,
): { total: number; within: number; between: number } {
  const total = populationVariance(groups.flat());
  const within = sum(groups.map((rewards) => populationVariance(rewards) * rewards.length)) / samples;
  return { total, within, between: total - within };
}
