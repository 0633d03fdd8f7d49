import type { Span } from "../text/span";

/** How far down the ladder one has to go to find a quote in its response, or why it is not found. */
export type QuoteStep =
  /** Nothing is quoted. */
  | "empty"
  /** Character for character. */
  | "exact"
  /** Equal but for Unicode forms, white space, quote marks and Markdown marks. */
  | "normalised"
  /** Its parts around the ellipses stand there, in order. */
  | "ellipsis"
  /** Nearly: similarity of 0.9 or more. */
  | "near"
  /** Its sentences or list items stand there in order, with others left out unmarked. */
  | "abridged"
  /** The same mathematics, written in another way. */
  | "notation"
  /** Not in the response that it names, but literally in the other one. */
  | "misattributed"
  /** In neither. */
  | "fabricated"
  /** Beyond the limits: nothing is said. */
  | "not-checked";

/** What came of looking for a quote. */
export interface QuoteCheck {
  readonly step: QuoteStep;
  /**
   * Where the quote stands; for a misattributed one where it stands in the other response; for a fabricated one the
   * closest words of either, undefined where nothing comes close.
   */
  readonly place: QuotePlace | undefined;
  /** For a misattributed quote: what the named response says instead, where that is nearly the same. */
  readonly instead: QuotePlace | undefined;
}

/** Where the words stand. */
export interface QuotePlace {
  readonly response: "named" | "other";
  /** In the response's text, in order: one, or one for each part of the quote. */
  readonly spans: readonly Span[];
  /** 1 − Levenshtein distance / length, of the normalised texts: from 0 to 1; of several parts the mean by length. */
  readonly similarity: number;
}
