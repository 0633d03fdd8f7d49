import { traceRule } from "../rule";

export const evalAgainstVerdict = traceRule({
  id: "eval-against-verdict",
  summary: "An evaluation that ends in favour of the other response than the verdict.",
  severity: "information",
  ofJudges: true,
  check({ facts, part, report }) {
    const judgement = facts.judgement(part);
    const conclusion = judgement?.conclusion;
    const parsed = judgement?.readings.parsed;
    if (conclusion === undefined || parsed?.verdict === undefined || conclusion.verdict === parsed.verdict) return;
    report({
      span: conclusion.span,
      message: `The evaluation ends in favour of ${conclusion.verdict}, but the verdict is ${parsed.verdict}: one of them is not what the judge meant.${judgement?.stake === undefined ? "" : " The reward follows the verdict alone."}`,
      related:
        parsed.span === undefined ? [] : [{ part, span: parsed.span, message: `The verdict: ${parsed.verdict}.` }],
    });
  },
});
