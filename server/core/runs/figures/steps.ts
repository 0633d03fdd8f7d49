import type { Bands } from "../../statistics/quantiles";
import type { Share, Since } from "./figure";

/** What changes along a run's steps. */
export interface StepSeries {
  readonly steps: readonly StepFigures[];
  /** Names of components with their ranges, in their order. */
  readonly components: readonly { readonly name: string; readonly min: number; readonly max: number }[];
  /** The k of pass@k; undefined where no group has so many rollouts. */
  readonly k: number | undefined;
  /** Since when malformed calls are more, or fewer. */
  readonly malformedSince: Since | undefined;
}

/** The figures of one step; n beside each point. What a step has not is absent. */
export interface StepFigures {
  readonly step: number;
  readonly n: number;
  readonly reward: StepReward | undefined;
  /** Means of components, in the order of {@link StepSeries.components}. */
  readonly components: readonly (number | undefined)[];
  /** Samples with a finding of malformed calls. */
  readonly malformed: Share;
  readonly cut: Share;
  readonly right: Share | undefined;
  /** Of the samples in groups, those in dead ones. */
  readonly dead: Share | undefined;
  /** Characters. */
  readonly length: number;
  /** Mean length of what the update makes likelier (advantage above 0) and less likely. */
  readonly lengthByAdvantage: { readonly above: number; readonly below: number } | undefined;
  /** Mean number of calls, and how evenly tools are called, in bits. */
  readonly calls: number;
  readonly toolEntropy: number | undefined;
  /** Mean over prompts with so many rollouts. */
  readonly pass: { readonly atK: number; readonly allK: number; readonly prompts: number } | undefined;
}

export interface StepReward extends Bands {
  readonly mean: number;
  readonly n: number;
  /** Shares of rewards above 0, and at the greatest and the least that is possible, or was seen. */
  readonly positive: number;
  readonly atMost: number;
  readonly atLeast: number;
}
