import type { BlockNode } from "../../model/trace";
import { quotedPlace, type QuotedPlace } from "../../facts/quotePlaces";
import type { QuoteStep } from "../../quotes/quoteCheck";
import { literalQuote } from "../edits/quotes";
import { traceRule } from "../rule";

const how: Readonly<Partial<Record<QuoteStep, string>>> = {
  near: "the words are not quite those of the response",
  abridged: "words of the response are left out without a sign",
  notation: "the response writes the formula in another way",
};

export const quoteAltered = traceRule<{ readonly block: BlockNode; readonly meant: QuotedPlace }>({
  id: "quote-altered",
  summary: "A quote that is not literal: words changed or left out, or a formula rewritten.",
  severity: "information",
  ofJudges: true,
  check({ facts, part, report }) {
    const judgement = facts.judgement(part);
    for (const quote of judgement?.quotes ?? []) {
      const { block, check, response } = quote;
      const what = how[check.step];
      const meant = judgement && quotedPlace(judgement, quote, check.place);
      if (what === undefined || meant === undefined) continue;
      const message = `Not a literal quote: ${what}. Response ${response} has: "${meant.words}". Write that, with an ellipsis for what is left out.`;
      const places = meant.place.spans.slice(0, 4);
      const related = places.map((span) => ({ part: meant.part, span, message: "What is meant." }));
      report({ span: block.content, message, related }, { block, meant });
    }
  },
  fixes({ part, state: { block, meant } }) {
    return literalQuote(block, meant, part);
  },
});
