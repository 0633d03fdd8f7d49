export { explainReward } from "./explain";
export { formatDifference, formatReward } from "../text/numbers";
export {
  compareRecorded,
  compareScore,
  describeExplanation,
  recordedTolerance,
  type Explanation,
  type RecordedDifference,
} from "./recorded";
export {
  isFailure,
  type Reward,
  type RewardFailure,
  type RewardOptions,
  type RewardPart,
  type RewardResult,
  type RewardSource,
  type VerdictPart,
} from "./shared/reward";
export { rewardOf } from "./rewardOf";
