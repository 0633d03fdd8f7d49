import type { Bands } from "../../statistics/quantiles";
import type { Share, Since } from "./figure";

/** What changes over a run's steps. */
export interface StepSeries {
  readonly steps: readonly StepFigures[];
  /** Names of components with their ranges, in their order. */
  readonly components: readonly { readonly name: string; readonly min: number; readonly max: number }[];
  /** The k of pass@k; undefined if no group has that many rollouts. */
  readonly k: number | undefined;
  /** The step at which malformed calls became more, or fewer. */
  readonly malformedSince: Since | undefined;
}

/** The figures of one step; each point has its n. Figures that a step lacks are absent. */
export interface StepFigures {
  readonly step: number;
  readonly n: number;
  readonly reward: StepReward | undefined;
  /** Means of components, in the order of {@link StepSeries.components}. */
  readonly components: readonly (number | undefined)[];
  /** Samples with a finding of malformed calls, among those in which anything was checked. */
  readonly malformed: Share;
  readonly cut: Share;
  readonly right: Share | undefined;
  /** Share of dead groups' samples among those in groups. */
  readonly dead: Share | undefined;
  /** Mean length in characters. */
  readonly length: number;
  /** Mean length of samples that the update makes more likely (advantage above 0) and less likely. */
  readonly lengthByAdvantage: { readonly above: number; readonly below: number } | undefined;
  /** Mean number of calls, and how evenly tools are called, in bits. */
  readonly calls: number;
  readonly toolEntropy: number | undefined;
  /** Mean over prompts with that many rollouts. */
  readonly pass: { readonly atK: number; readonly allK: number; readonly prompts: number } | undefined;
}

export interface StepReward extends Bands {
  readonly mean: number;
  readonly n: number;
  /** Shares of rewards above 0, and at the maximum and the minimum that are possible, or were seen. */
  readonly positive: number;
  readonly atMost: number;
  readonly atLeast: number;
}
