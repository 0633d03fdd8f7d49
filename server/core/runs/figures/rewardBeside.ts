import type { Mean, Sentence, Share } from "./figure";

/** A computed reward compared with the one that the run recorded: what training would have had under it. */
export interface RewardBesideRecorded {
  readonly sentence: Sentence;
  /** Number of samples that have both, and of those in which they differ. */
  readonly n: number;
  readonly differ: number;
  readonly computed: Mean;
  readonly recorded: Mean;
  /** Share of dead groups among groups of two and more. */
  readonly deadComputed: Share;
  readonly deadRecorded: Share;
  /** Spearman's ρ within groups, the mean over groups in which both vary. */
  readonly spearman: { readonly value: number; readonly groups: number } | undefined;
}
