import type { Interval, Mean, Part, Sentence, Share } from "./figure";

/** The heading of a run: one sentence and the figures beside it. */
export interface RunSummary {
  /** Samples that pass the filter, and all. */
  readonly n: number;
  readonly of: number;
  /** Rollouts among those that pass; absent where each sample is one. */
  readonly rollouts?: number;
  readonly files: number;
  readonly steps: { readonly count: number; readonly first: number; readonly last: number } | undefined;
  /** Groups of two rollouts or more. */
  readonly groups: number;
  /** Samples in which nothing was checked. */
  readonly unchecked: number;
  readonly sentences: readonly Sentence[];
  /** Undefined if no sample has a reward. */
  readonly reward: RewardFigures | undefined;
  readonly components: readonly ComponentFigures[];
  readonly histogram: Histogram | undefined;
  /** Computed rewards compared with recorded ones, for samples that have both. */
  readonly recorded: { readonly same: number; readonly other: number } | undefined;
  /** Undefined if nothing says what is right. */
  readonly right: { readonly words: string; readonly share: Share; readonly threshold: number | undefined } | undefined;
  readonly findings: { readonly error: Share; readonly warning: Share; readonly information: Share };
  readonly toolErrors: Share;
  readonly cut: Share;
  /** Samples whose text repeats half or more of itself: 1 − distinct/all runs of four words ≥ 0.5. */
  readonly repeated: Share;
  /** Undefined without samples. */
  readonly length: { readonly mean: number; readonly median: number } | undefined;
  /** The share of right samples by category, by declared task type, by quartile of the length. */
  readonly breakdowns: readonly Breakdown[];
}

export interface RewardFigures {
  /** Is it computed, or as the run recorded it? */
  readonly kind: "computed" | "recorded";
  readonly mean: Mean;
  readonly median: number;
  /** Standard deviation with n − 1. */
  readonly deviation: number;
  /** The possible minimum and maximum if rewards are computed, else those that were seen. */
  readonly range: Interval;
  readonly atMost: Part<Share>;
  readonly atLeast: Part<Share>;
  readonly positive: Part<Share>;
  /**
   * Rollouts without a reward, which every figure leaves out; of these, the ones that a component leaves undecided, by
   * its name.
   */
  readonly without: number;
  readonly undecided: readonly Part<number>[];
  readonly worst: { readonly row: number; readonly reward: number };
}

export interface ComponentFigures {
  readonly name: string;
  readonly mean: Mean;
  readonly range: Interval;
  readonly atMost: Part<Share>;
  /** Is it a part of the computed reward, with its weight? Otherwise it is as the record has it. */
  readonly computed: boolean;
  /** Records that name it without a number. */
  readonly notFinite: number;
}

export interface Histogram {
  readonly title: string;
  readonly bars: readonly HistogramBar[];
  readonly mean: number;
  readonly n: number;
}

export interface HistogramBar {
  readonly from: number;
  /** Equal to `from` if the bar is one value; otherwise exclusive, except for the last bar. */
  readonly to: number;
  readonly count: number;
  readonly filter: string;
}

/** A share of right samples, or a mean, for each kind of sample. */
export interface Breakdown {
  /** For people: "category". */
  readonly by: string;
  readonly parts: readonly Part<Share>[];
  /** Number of parts that are not shown. */
  readonly more: number;
}
