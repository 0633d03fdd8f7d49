import type { CheckedQuote, Judgement } from "../../facts/judgement";
import type { InventedQuote } from "../../facts/inventedQuotes";
import { quotedPlace } from "../../facts/quotePlaces";
import { quoteLimits } from "../../quotes/quoteLimits";
import { tagOf } from "../../model/role";
import { tagText } from "../../model/trace";
import { renamed } from "../edits/quotes";
import { traceRule, type Report } from "../rule";

/** The quote that occurs nowhere; undefined if quotes were not checked. */
type Fabricated = CheckedQuote | undefined;

export const quoteFabricated = traceRule<Fabricated>({
  id: "quote-fabricated",
  summary: "A quote that stands in neither response.",
  severity: "warning",
  ofJudges: true,
  check({ facts, part, report }) {
    const judgement = facts.judgement(part);
    if (judgement === undefined) {
      for (const quote of facts.inventedQuotes(part)) report(inventedInProse(quote), undefined);
      return;
    }
    const unchecked = judgement.quotes.filter(({ check }) => check.step === "not-checked");
    const [first] = unchecked;
    if (first !== undefined) report(notChecked(first, unchecked.length), undefined);
    for (const quote of judgement.quotes) {
      // What the response's own side said earlier in the conversation also counts as the response's.
      if (quote.check.step === "fabricated" && quote.turn?.role !== "assistant")
        report(fabricated(quote, judgement), quote);
    }
  },
  fixes({ part, state: quote }, { profile }) {
    const summary = quote && tagOf(profile, `summary-of-${quote.response}`);
    if (quote === undefined || summary === undefined) return [];
    const edits = renamed(quote.block, summary, part);
    const title = `Say it in the judge's words: write ${tagText("opener", summary)}`;
    return edits.length === 0 ? [] : [{ title, safe: false, edits }];
  },
});

/** A quote in a judge's free text. */
function inventedInProse({ span, response }: InventedQuote): Report {
  const message = `Response ${response} does not say this, nor does the other one: the judgement rests on words that are not there. Quote the response literally, or say it without quote marks.`;
  return { span, message };
}

function fabricated(quote: CheckedQuote, judgement: Judgement): Report {
  const { block, check, response, turn } = quote;
  const summary = judgement.tag(`summary-of-${response}`);
  const instead = summary === undefined ? "" : `, or put it in ${tagText("opener", summary)}`;
  const closest = turn === undefined ? quotedPlace(judgement, quote, check.place) : undefined;
  return {
    span: block.content,
    message: `Response ${response} does not say this: the judgement rests on words that are not there. ${nearest()} Quote it literally${instead}.`,
    related:
      closest === undefined
        ? []
        : closest.place.spans.slice(0, 1).map((span) => ({ part: closest.part, span, message: "The closest words." })),
  };

  function nearest(): string {
    if (turn !== undefined) return "The prompt says it.";
    if (closest === undefined) return "Nothing in it comes close.";
    const alike = Math.floor(closest.place.similarity * 100);
    return `Closest, in response ${closest.response} (${alike} % alike): "${closest.words}".`;
  }
}

/** One finding for all of them, since they share their cause. */
function notChecked({ block }: CheckedQuote, count: number): Report {
  const what = count === 1 ? "this quote" : `this quote and ${count - 1} more`;
  const [quote, response] = [quoteLimits.quote, quoteLimits.response].map((limit) => limit.toLocaleString("en"));
  return {
    span: block.content,
    severity: "information",
    message: `Not checked: ${what}. A quote may have ${quote} characters, a response ${response}, and the quotes of a judgement may take so much work and no more.`,
  };
}
