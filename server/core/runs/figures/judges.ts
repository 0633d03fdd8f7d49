import type { LengthFigures } from "../../statistics/length";
import type { OrderFigures } from "../../statistics/orders";
import type { Part, Sentence, Share } from "./figure";

/** Judges' verdicts and quotes. */
export interface JudgeFigures {
  readonly sentences: readonly Sentence[];
  /** Judgements. */
  readonly n: number;
  /** Right against the gold label, by each reading; undefined where no gold label is known. */
  readonly right: readonly Part<Share>[];
  /** Name of the reading by which the reward goes, else `parsed`: what the other figures are by. */
  readonly reading: string;
  /** Recorded by the benchmark's own evaluation, and how many of them follow from the text. */
  readonly recorded: { readonly right: Share; readonly agree: Share } | undefined;
  readonly without: Part<Share>;
  readonly disagreeing: Part<Share>;
  readonly bySubset: readonly Part<Share>[];
  readonly byTaskType: readonly Part<Share>[];
  readonly byLength: readonly Part<Share>[];
  readonly quotes: QuoteFigures | undefined;
  /** Undefined where no pair was judged in both orders. */
  readonly orders: OrderFigures | undefined;
  /** Right by the slot that gold stands in, Fisher's exact test; only where no pair has both orders. */
  readonly slots: { readonly first: Share; readonly second: Share; readonly p: number } | undefined;
  /** The share of A among verdicts, beside the gold's: no test, as it would test how gold is placed. */
  readonly shareOfA: { readonly verdicts: Share; readonly gold: Share } | undefined;
  readonly length: LengthFigures | undefined;
}

/** Do the quotes exist? Of those that were looked for. */
export interface QuoteFigures {
  readonly n: number;
  readonly exact: Part<number>;
  readonly normalised: Part<number>;
  readonly altered: Part<number>;
  readonly other: Part<number>;
  readonly invented: Part<number>;
  readonly unchecked: number;
  /** Judgements that quote at all. */
  readonly judgements: number;
}
