import type { Mean, Sentence, Share } from "./figure";

/** A reward that was computed, beside the one that the run recorded: what training would have had under it. */
export interface RewardBesideRecorded {
  readonly sentence: Sentence;
  /** Samples that have both, and those in which they differ. */
  readonly n: number;
  readonly differ: number;
  readonly computed: Mean;
  readonly recorded: Mean;
  /** Of groups of two and more. */
  readonly deadComputed: Share;
  readonly deadRecorded: Share;
  /** Spearman's ρ within groups, the mean over those in which both vary. */
  readonly spearman: { readonly value: number; readonly groups: number } | undefined;
}
