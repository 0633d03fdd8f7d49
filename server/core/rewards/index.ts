export { explainParts, explainReward } from "./explain";
export { computedParts, type ComputedPart } from "./computedParts";
export { formatDifference, formatReward } from "../text/numbers";
export { compareRecorded, compareScore, type RecordedDifference } from "./recorded";
export {
  allNamedOptions,
  canBeRescored,
  namedOption,
  namedOptions,
  paysFor,
  quickScorer,
  rereadings,
  rewardNeeds,
  verdictStake,
  whyUnscorable,
} from "./questions";
export type { Paid } from "../model/reward";
export type { NamedOption, QuickReward, QuickScorer } from "./shape/component";
export {
  nameOfCall,
  type ArgumentStatus,
  type ComparedArgument,
  type ComparedCall,
  type ComparedCalls,
  type ComparedPair,
} from "./shape/comparedCalls";
export {
  isFailure,
  recordedTolerance,
  type Alternative,
  type Explanation,
  type ReadVerdict,
  type Reward,
  type RewardFailure,
  type RewardOptions,
  type RewardPart,
  type RewardResult,
  type RewardSource,
} from "./shape/reward";
export { expectedCalls, type Expected, type ExpectedCall } from "./groundTruth/expectedCalls";
export { isBoxedGold } from "./groundTruth/boxedGold";
export { goldAnswers } from "./groundTruth/goldAnswers";
export { tooMany, unpaidCalls } from "./groundTruth/unpaidCalls";
export {
  fileReward,
  isScored,
  paidSentences,
  fileRewardSteps,
  recognitionOf,
  recordsReward,
  withRecognised,
  type FileReward,
  type ScoredOne,
} from "./recognition/fileReward";
export { recogniseColumns, recordsParts } from "./recognition/columns";
export { agreeingOf, recordsLookedAt, type Agreement, type Recognition } from "./recognition/recognise";
export { askedPreset, presetOption, rewardName, withAskedReward } from "./askedReward";
export { betterSpacing, type BetterSpacing } from "./betterSpacing";
export { rewardOf } from "./rewardOf";
export { presetDefinition, presetReward, presetRewardNames } from "./presets";
