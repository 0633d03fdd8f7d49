import type { Severity } from "../../model/finding";
import type { Since } from "./figure";

/** Reward lost on the mean, by rule or by cause. Each bar stands alone: they overlap, so their sum is not the whole. */
export interface LostBy {
  readonly by: "rule" | "cause";
  /** The dearest first; what costs nothing, or whose cost is not known, by samples. */
  readonly bars: readonly LostBar[];
  /** Samples that lack reward and have no finding that costs. Undefined where no reward is computed. */
  readonly without: { readonly n: number; readonly lost: number } | undefined;
  /** Samples that the figures are over. */
  readonly n: number;
  /** The steps of each bar's shares. */
  readonly steps: readonly number[];
}

export interface LostBar {
  readonly name: string;
  /** Of its gravest finding. */
  readonly severity: Severity;
  /** Samples with such a finding. */
  readonly n: number;
  /** Σ min(cost there, best reward − reward) ÷ N, at least 0; undefined where no cost is known. */
  readonly lost: number | undefined;
  readonly filter: string;
  /** Share of the samples at each step. */
  readonly shares: readonly number[];
  /** Undefined where no cut between steps reaches z = 4, and while the run is read. */
  readonly since: Since | undefined;
}
