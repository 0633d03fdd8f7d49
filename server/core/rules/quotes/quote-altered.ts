import { quotedPlace } from "../../facts/quotePlaces";
import type { QuoteStep } from "../../quotes/quoteCheck";
import { literalQuote } from "../edits/quotes";
import type { TraceRule } from "../shared/rule";

const how: Readonly<Partial<Record<QuoteStep, string>>> = {
  near: "the words are not quite those of the response",
  abridged: "words of the response are left out without a sign",
  notation: "the response writes the formula in another way",
};

export const quoteAltered: TraceRule = {
  id: "quote-altered",
  summary: "A quote that is not literal: words changed or left out, or a formula rewritten.",
  severity: "information",
  scope: "trace",
  check({ facts, part, report }) {
    const judgement = facts.judgement(part);
    for (const quote of judgement?.quotes ?? []) {
      const { block, check, response } = quote;
      const what = how[check.step];
      const found = judgement && quotedPlace(judgement, quote, check.place);
      if (what === undefined || found === undefined) continue;
      report({
        span: block.content,
        message: `Not a literal quote: ${what}. Response ${response} has: "${found.words}". Write that, with an ellipsis for what is left out.`,
        related: found.place.spans.slice(0, 4).map((span) => ({ part: found.part, span, message: "What is meant." })),
        data: { step: check.step, response, place: check.place },
      });
    }
  },
  fixes({ part, span }, { facts }) {
    const judgement = facts.judgement(part);
    const quote = judgement?.quotes.find(({ block }) => block.content.start === span.start);
    if (judgement === undefined || quote === undefined) return [];
    return literalQuote(quote.block, quotedPlace(judgement, quote, quote.check.place), part);
  },
};
