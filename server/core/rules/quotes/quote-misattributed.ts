import { otherResponse, quotedPlace } from "../../facts/quotePlaces";
import { tagText } from "../../model/trace";
import { literalQuote, renamed } from "../edits/quotes";
import type { TraceRule } from "../shared/rule";

export const quoteMisattributed: TraceRule = {
  id: "quote-misattributed",
  summary: "A quote of one response that stands in the other.",
  severity: "warning",
  scope: "trace",
  check({ facts, part, report }) {
    const judgement = facts.judgement(part);
    for (const quote of judgement?.quotes ?? []) {
      const { block, check, response } = quote;
      if (check.step !== "misattributed" || judgement === undefined) continue;
      const there = quotedPlace(judgement, quote, check.place);
      const instead = quotedPlace(judgement, quote, check.instead);
      if (there === undefined) continue;
      const here = instead === undefined ? "" : ` What ${response} says: "${instead.words}".`;
      report({
        span: block.content,
        message: `These words are response ${there.response}'s, not ${response}'s: the judgement holds them for or against the wrong one.${here} Use <quote_${there.response}>, or quote ${response}.`,
        related: there.place.spans.slice(0, 4).map((span) => ({ part: there.part, span, message: "They stand here." })),
        data: { step: check.step, response, place: check.place },
      });
    }
  },
  fixes(finding, { facts, profile }) {
    const { part } = finding;
    const judgement = facts.judgement(part);
    const quote = judgement?.quotes.find(({ block }) => block.content.start === finding.span.start);
    if (judgement === undefined || quote === undefined) return [];
    const other = `quote_${otherResponse(quote.response)}`;
    const edits = profile.tags[other] === undefined ? [] : renamed(quote.block, other, part);
    const title = `Quote response ${otherResponse(quote.response)}: write ${tagText("opener", other)}`;
    const instead = literalQuote(quote.block, quotedPlace(judgement, quote, quote.check.instead), part);
    return edits.length === 0 ? instead : [{ title, safe: false, edits }, ...instead];
  },
};
