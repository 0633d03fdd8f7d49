import { isDead } from "./signal";
import { mean, sampleDeviation } from "./spread";

/** A way to compute advantages from the rewards of a group. */
export interface AdvantageEstimator {
  readonly id: "grpo-verl" | "grpo-trl" | "dr-grpo" | "rloo";
  /** For people. */
  readonly title: string;
  /** The advantages of a group of rollouts, in their order. */
  of(rewards: readonly number[]): readonly number[];
}

/** Recorded advantages this close to an estimator's count as the same, because dumps hold 32-bit floats. */
export const advantageTolerance = 1e-3;

/**
 * The estimators whose advantages follow from rewards alone. GSPO and DAPO compute them as GRPO does; they differ in
 * the ratio and the loss, which need log-probabilities that dumps lack.
 */
export const estimators: readonly AdvantageEstimator[] = [
  { id: "grpo-verl", title: "GRPO as verl computes it (ε = 1e-6)", of: (rewards) => scaled(rewards, 1e-6) },
  { id: "grpo-trl", title: "GRPO as TRL computes it (ε = 1e-4)", of: (rewards) => scaled(rewards, 1e-4) },
  { id: "dr-grpo", title: "Dr. GRPO: not scaled", of: centred },
  { id: "rloo", title: "RLOO: against the mean of the others", of: leaveOneOut },
];

/** (r − m)/(s + ε), s by n − 1 (arXiv 2402.03300). verl takes m = 0 and s = 1 for a group of one, so that A = r. */
function scaled(rewards: readonly number[], epsilon: number): readonly number[] {
  if (rewards.length === 1) return epsilon === 1e-6 ? rewards.map((reward) => reward / (1 + epsilon)) : [0];
  return scaledBy(rewards, sampleDeviation, epsilon);
}

/** (r − m)/(s + ε), with the standard deviation that is given. */
export function scaledBy(
  rewards: readonly number[],
  deviation: (rewards: readonly number[]) => number,
  epsilon: number,
): readonly number[] {
  const scale = deviation(rewards) + epsilon;
  return centred(rewards).map((difference) => difference / scale);
}

/** r − m (arXiv 2503.20783). */
export function centred(rewards: readonly number[]): readonly number[] {
  const middle = mean(rewards);
  return rewards.map((reward) => reward - middle);
}

/** r minus the mean of the others: n/(n − 1)·(r − m) (arXiv 2402.14740). A group of one has no others. */
function leaveOneOut(rewards: readonly number[]): readonly number[] {
  const n = rewards.length;
  return n === 1 ? [0] : centred(rewards).map((difference) => (n / (n - 1)) * difference);
}

/** A group with the advantages that the run recorded. */
export interface RecordedGroup {
  readonly rewards: readonly number[];
  readonly advantages: readonly number[];
}

export interface ExplainedAdvantages {
  /**
   * The first of the estimators that reproduce the most; undefined if none reproduces nearly all rows that tell
   * estimators apart, or if there is no such row.
   */
  readonly estimator: AdvantageEstimator | undefined;
  /** Number of rows that tell estimators apart: those of groups whose rewards differ. */
  readonly telling: number;
  /** Rows that it does not reproduce: group and rollout, by number. All of them without an estimator. */
  readonly unexplained: readonly { readonly group: number; readonly rollout: number }[];
}

/** The least share of the telling rows that the estimator of a run reproduces. */
const leastExplained = 0.9;

/**
 * Which estimator reproduces the recorded advantages, and which rows it does not reproduce. A dead group is no
 * evidence: every estimator gives 0 there.
 */
export function explainAdvantages(groups: readonly RecordedGroup[]): ExplainedAdvantages {
  const isTelling = groups.map(({ rewards }) => rewards.length > 1 && !isDead(rewards));
  const telling = groups.reduce((count, { rewards }, group) => count + (isTelling[group] ? rewards.length : 0), 0);
  const candidates = estimators.map((estimator) => {
    const unexplained = groups.flatMap(({ rewards, advantages }, group) =>
      estimator.of(rewards).flatMap((given, rollout) => {
        const recorded = advantages[rollout] ?? Number.NaN;
        return Math.abs(given - recorded) <= advantageTolerance ? [] : [{ group, rollout }];
      }),
    );
    return { estimator, unexplained, missed: unexplained.filter(({ group }) => isTelling[group]).length };
  });
  const [best] = candidates.sort((a, b) => a.missed - b.missed || a.unexplained.length - b.unexplained.length);
  return best !== undefined && telling > 0 && telling - best.missed >= leastExplained * telling
    ? { estimator: best.estimator, telling, unexplained: best.unexplained }
    : {
        estimator: undefined,
        telling,
        unexplained: groups.flatMap(({ rewards }, group) => rewards.map((_, rollout) => ({ group, rollout }))),
      };
}
