import type { CheckedQuote } from "../../facts/judgement";
import { otherResponse, quotedPlace, type QuotedPlace } from "../../facts/quotePlaces";
import { tagOf } from "../../model/role";
import { tagText } from "../../model/trace";
import { literalQuote, renamed } from "../edits/quotes";
import { traceRule } from "../rule";

interface Misattributed {
  readonly quote: CheckedQuote;
  /** The most similar words in the response that the quote names. */
  readonly instead: QuotedPlace | undefined;
}

export const quoteMisattributed = traceRule<Misattributed>({
  id: "quote-misattributed",
  summary: "A quote of one response that stands in the other.",
  severity: "warning",
  ofJudges: true,
  check({ facts, part, report }) {
    const judgement = facts.judgement(part);
    for (const quote of judgement?.quotes ?? []) {
      const { block, check, response } = quote;
      if (check.step !== "misattributed" || judgement === undefined) continue;
      const there = quotedPlace(judgement, quote, check.place);
      const instead = quotedPlace(judgement, quote, check.instead);
      if (there === undefined) continue;
      const here = instead === undefined ? "" : ` What ${response} says: "${instead.words}".`;
      const message = `These words are response ${there.response}'s, not ${response}'s: the judgement holds them for or against the wrong one.${here} Use ${tagText("opener", judgement.tag(`quote-of-${there.response}`) ?? block.name)}, or quote ${response}.`;
      const places = there.place.spans.slice(0, 4);
      const related = places.map((span) => ({ part: there.part, span, message: "They stand here." }));
      report({ span: block.content, message, related }, { quote, instead });
    }
  },
  fixes({ part, state: { quote, instead } }, { profile }) {
    const other = tagOf(profile, `quote-of-${otherResponse(quote.response)}`);
    const edits = other === undefined ? [] : renamed(quote.block, other, part);
    const title = `Quote response ${otherResponse(quote.response)}: write ${tagText("opener", other ?? "")}`;
    const literal = literalQuote(quote.block, instead, part);
    return edits.length === 0 ? literal : [{ title, safe: false, edits }, ...literal];
  },
});
