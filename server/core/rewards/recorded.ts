import {
  isNear,
  type Explanation,
  type Otherwise,
  type Reward,
  type RewardFailure,
  type RewardOptions,
  type RewardSource,
} from "./shape/reward";
import { quickScorer } from "./questions";
import { rewardOf } from "./rewardOf";

/** A recorded reward that differs from the computed one. */
export interface RecordedDifference {
  readonly recorded: number;
  readonly computed: number;
  /** What gives the recorded reward; undefined if nothing known does. */
  readonly explanation: Explanation | undefined;
  /** The explanation in words, to follow "The recorded reward is …": "the variant length gives it". */
  readonly because: string | undefined;
}

/**
 * Compares another score of a sample, recorded or by a team's own scorer, with its reward: {@link compareRecorded}.
 *
 * @param options those that the reward was computed with
 */
export function compareScore(
  other: number,
  source: RewardSource,
  reward: Reward,
  options: RewardOptions = {},
): RecordedDifference | undefined {
  const stepIsKnown = (source.sample.attributes.step ?? options.step) !== undefined;
  return compareRecorded(other, reward, stepIsKnown, (changed) => rescored(source, { ...options, ...changed }));
}

/** The needed part of a reward under other options. */
type Rescored = Pick<Reward, "total"> | RewardFailure | undefined;

/** A total alone, if it can be computed without a derivation, which costs several times as much. */
function rescored(source: RewardSource, options: RewardOptions): Rescored {
  const quick = quickScorer(source.profile.reward, options);
  return quick === undefined ? rewardOf(source, options) : quick(source.sample);
}

/**
 * Compares a recorded reward with the computed one; undefined if they agree. Tries the options under which the parts of
 * the reward say that something else may have been paid.
 *
 * @param rescore computes the reward of the same sample under other options
 * @param stepIsKnown whether the sample says at which step it was scored, or the step was requested
 */
export function compareRecorded(
  recorded: number,
  reward: Reward,
  stepIsKnown: boolean,
  rescore: (options: RewardOptions) => Rescored,
): RecordedDifference | undefined {
  const { total: computed, parts } = reward;
  if (isNear(recorded, computed)) return undefined;
  // Many logs write a judge's reward as 1 and 0.
  const [only, ...others] = parts;
  if (only?.verdict !== undefined && others.length === 0 && recorded === 0 && computed === only.min) return undefined;
  const found = explain(recorded, reward, stepIsKnown, rescore);
  return { recorded, computed, explanation: found?.explanation, because: found?.words };
}

function explain(
  recorded: number,
  { parts, step }: Reward,
  stepIsKnown: boolean,
  rescore: (options: RewardOptions) => Rescored,
): Otherwise | undefined {
  for (const part of parts) {
    for (const other of part.otherwise({ recorded, step, stepIsKnown })) {
      const result = rescore(other.options);
      if (result !== undefined && "total" in result && isNear(result.total, recorded)) return other;
    }
  }
  return undefined;
}
