import type { AuditedSample } from "../audit/readBy";
import type { QuoteRung } from "../quotes/rungs";
import { rungOfStep } from "../quotes/rungs";
import { shorten } from "../text/shorten";
import { textOf } from "../text/span";

/** A judge's quote, and what stands in the responses. */
export interface ShownQuote {
  readonly rung: QuoteRung;
  /** The response that it names. */
  readonly response: "A" | "B";
  /** As the judgement has it; the beginning of a long one. */
  readonly quote: string;
  /** The words that it was found as, or the nearest; undefined if nothing is near. */
  readonly passage: { readonly response: "A" | "B"; readonly text: string } | undefined;
}

/** The most quotes of a judgement, and characters of each. */
const [mostQuotes, longestQuote] = [200, 600];

/** The quotes of a judgement, in text order; none if the sample is no judgement. */
export function shownQuotes(found: AuditedSample | undefined): readonly ShownQuote[] {
  if (found === undefined || found.sample.unanswered === true) return [];
  const { facts, sample } = found;
  const quotes = facts.judgement(sample.completion)?.quotes ?? [];
  return quotes.slice(0, mostQuotes).flatMap(({ block, response, check }): ShownQuote[] => {
    const rung = rungOfStep[check.step];
    if (rung === undefined) return [];
    const { text } = facts.traceOf(sample.completion);
    const place = check.step === "misattributed" ? (check.instead ?? check.place) : check.place;
    const of = place?.response === "other" ? (response === "A" ? "B" : "A") : response;
    const part = sample.responses?.[of === "A" ? "a" : "b"];
    const words = part && place?.spans.map((span) => textOf(part.text, span)).join(" … ");
    return [
      {
        rung,
        response,
        quote: shorten(textOf(text, block.content).trim(), longestQuote),
        passage: words === undefined || words === "" ? undefined : { response: of, text: shorten(words, longestQuote) },
      },
    ];
  });
}
