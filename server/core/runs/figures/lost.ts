import type { Severity } from "../../model/finding";
import type { Since } from "./figure";

/**
 * Lost reward on the mean, by rule or by cause. Each bar is for itself: they overlap, so their sum is not the total.
 */
export interface LostBy {
  readonly by: "rule" | "cause";
  /** The most costly first; bars that cost nothing, or whose cost is unknown, by samples. */
  readonly bars: readonly LostBar[];
  /** Samples with lost reward and no finding that costs. Undefined if no reward is computed. */
  readonly without: { readonly n: number; readonly lost: number } | undefined;
  /** Number of samples in the figures. */
  readonly n: number;
  /** The steps for the shares of each bar. */
  readonly steps: readonly number[];
}

export interface LostBar {
  readonly name: string;
  /** The severity of its most severe finding. */
  readonly severity: Severity;
  /** Samples with such a finding. */
  readonly n: number;
  /** Σ min(cost there, best reward − reward) ÷ N, at least 0; undefined if no cost is known. */
  readonly lost: number | undefined;
  readonly filter: string;
  /** Share of the samples at each step. */
  readonly shares: readonly number[];
  /** Undefined if no cut between steps reaches z = 4, and while the run is being read. */
  readonly since: Since | undefined;
}
