import type { Span } from "../text/span";

/** The step of the ladder at which a quote is found in its response, or why it is not found. */
export type QuoteStep =
  /** Nothing is quoted. */
  | "empty"
  /** Character for character. */
  | "exact"
  /** Equal except for Unicode forms, white space, quote marks and Markdown marks. */
  | "normalised"
  /** Its parts around the ellipses are there, in order. */
  | "ellipsis"
  /** Almost: similarity of 0.9 or more. */
  | "near"
  /** Its sentences or list items are there in order, with others omitted without a mark. */
  | "abridged"
  /** The same mathematics, written in another way. */
  | "notation"
  /** Not in the response that it names, but literally in the other one. */
  | "misattributed"
  /** In neither. */
  | "fabricated"
  /** Beyond the limits: not checked. */
  | "not-checked";

/** The result of looking for a quote. */
export interface QuoteCheck {
  readonly step: QuoteStep;
  /**
   * The quote's place; for a misattributed quote, its place in the other response; for a fabricated one, the closest
   * words of either response, undefined if nothing comes close.
   */
  readonly place: QuotePlace | undefined;
  /** For a misattributed quote: what the named response says instead, if that is almost the same. */
  readonly instead: QuotePlace | undefined;
}

/** The place of the words. */
export interface QuotePlace {
  readonly response: "named" | "other";
  /** In the response's text, in order: one, or one for each part of the quote. */
  readonly spans: readonly Span[];
  /**
   * 1 − Levenshtein distance / length, of the normalised texts: from 0 to 1; for several parts, the mean weighted by
   * length.
   */
  readonly similarity: number;
}
