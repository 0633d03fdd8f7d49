import type { QuotePlace } from "../quotes/quoteCheck";
import { textOf, type Span } from "../text/span";
import type { Part, Verdict } from "../model/sample";
import type { CheckedQuote, Judgement } from "./judgement";

/** Words in a response that match a quote or come close to it. */
export interface QuotedPlace {
  readonly part: Part;
  readonly response: Verdict;
  readonly place: QuotePlace;
  /** The words, shortened for a message. */
  readonly words: string;
}

/** The response of a place, with its words. */
export function quotedPlace(
  judgement: Judgement,
  quote: CheckedQuote,
  place: QuotePlace | undefined,
): QuotedPlace | undefined {
  if (place === undefined) return undefined;
  const response = place.response === "named" ? quote.response : otherResponse(quote.response);
  const part = judgement.responsePart(response);
  return part && { part, response, place, words: shortWords(part.text, place) };
}

/** A text of the sample, and places in it, in order. */
export interface SpokenOf {
  readonly part: Part;
  /** At least one. */
  readonly spans: readonly [Span, ...Span[]];
}

/**
 * The place of a quote's words: in the response that it names, in the other one, or in an earlier turn; for a quote
 * that is nowhere, the closest words. Undefined if nothing comes close, or if it was not searched for.
 */
export function whereItStands(judgement: Judgement, quote: CheckedQuote): SpokenOf | undefined {
  const { turn, check } = quote;
  const found = quotedPlace(judgement, quote, check.place);
  const { part, spans } = turn ?? { part: found?.part, spans: found?.place.spans };
  const [first, ...rest] = spans ?? [];
  return part === undefined || first === undefined ? undefined : { part, spans: [first, ...rest] };
}

export function otherResponse(response: Verdict): Verdict {
  return response === "A" ? "B" : "A";
}

const longestWords = 160;

function shortWords(text: string, { spans }: QuotePlace): string {
  const words = spans
    .slice(0, 4)
    .map((range) => textOf(text, { start: range.start, end: Math.min(range.end, range.start + longestWords * 2) }))
    .join(" … ")
    .replace(/\s+/g, " ")
    .trim();
  return words.length > longestWords ? `${words.slice(0, longestWords).trimEnd()}…` : words;
}
