import type { QuoteStep } from "../../quotes/quoteCheck";
import { walk } from "../../model/trace";
import type { Token, TokenMaker, TokenModifier } from "./token";

/** The colour of a quote, by how it was matched; a quote that was not searched for keeps its colour. */
const stateOf: Readonly<Partial<Record<QuoteStep, TokenModifier>>> = {
  exact: "found",
  normalised: "found",
  ellipsis: "found",
  near: "altered",
  abridged: "altered",
  notation: "altered",
  misattributed: "misattributed",
  fabricated: "fabricated",
};

/**
 * In judgements: the verdict that counts, the rubric's criteria and weights, and the quotes by how they were matched.
 */
export const judgementTokens: TokenMaker = ({ facts }, part) => {
  const judgement = facts.judgement(part);
  if (judgement === undefined) return [];
  const tokens: Token[] = [];
  const verdict = judgement.readings.parsed;
  if (verdict.verdict !== undefined && verdict.span !== undefined) {
    tokens.push({ part, span: verdict.span, type: "enumMember" });
  }
  for (const { nameSpan, weight } of judgement.rubricItems) {
    tokens.push({ part, span: nameSpan, type: "property" });
    if (weight !== undefined) tokens.push({ part, span: weight.span, type: "number" });
  }
  for (const { block, check } of judgement.quotes) {
    const modifier = stateOf[check.step];
    if (modifier === undefined) continue;
    walk(block.children, ({ kind, span }) => {
      if (kind === "text") tokens.push({ part, span, type: "string", modifier });
    });
  }
  return tokens;
};
