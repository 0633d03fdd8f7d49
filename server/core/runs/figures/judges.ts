import type { LengthFigures } from "../../statistics/length";
import type { OrderFigures } from "../../statistics/orders";
import type { Part, Sentence, Share } from "./figure";

/** Judges' verdicts and quotes. */
export interface JudgeFigures {
  readonly sentences: readonly Sentence[];
  /** Number of judgements. */
  readonly n: number;
  /** Right against the gold label, by each reading; empty if no gold label is known. */
  readonly right: readonly Part<Share>[];
  /** Name of the reading that decides the reward, else `parsed`. The other figures use it. */
  readonly reading: string;
  /** The verdicts that the benchmark's own evaluation recorded, and how many of them follow from the text. */
  readonly recorded: { readonly right: Share; readonly agree: Share } | undefined;
  readonly without: Part<Share>;
  /** Gold labels that are neither response: a tie, a third one. They are left out of every other figure. */
  readonly otherGold: { readonly n: number; readonly labels: readonly { readonly name: string; readonly n: number }[] };
  readonly disagreeing: Part<Share>;
  readonly bySubset: readonly Part<Share>[];
  readonly byTaskType: readonly Part<Share>[];
  readonly byLength: readonly Part<Share>[];
  readonly quotes: QuoteFigures | undefined;
  /** Undefined if no pair was judged in both orders. */
  readonly orders: OrderFigures | undefined;
  /** Right by the slot of the gold response, Fisher's exact test; only if no pair has both orders. */
  readonly slots: { readonly first: Share; readonly second: Share; readonly p: number } | undefined;
  /** The share of A among verdicts, beside gold's: without a test, which would test how gold is placed. */
  readonly shareOfA: { readonly verdicts: Share; readonly gold: Share } | undefined;
  readonly length: LengthFigures | undefined;
}

/** Do the quotes exist? Only for quotes that were searched for. */
export interface QuoteFigures {
  readonly n: number;
  readonly exact: Part<number>;
  readonly normalised: Part<number>;
  readonly altered: Part<number>;
  readonly other: Part<number>;
  readonly invented: Part<number>;
  readonly unchecked: number;
  /** Judgements that contain quotes. */
  readonly judgements: number;
}
