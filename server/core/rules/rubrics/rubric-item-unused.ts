import { traceRule } from "../rule";

export const rubricItemUnused = traceRule({
  id: "rubric-item-unused",
  summary: "A criterion of the rubric that the evaluation does not name.",
  severity: "information",
  ofJudges: true,
  needsEnd: true,
  check({ facts, part, report }) {
    const judgement = facts.judgement(part);
    if (judgement === undefined || judgement.evals.length === 0) return;
    for (const { item, places } of judgement.rubricUses ?? []) {
      if (places.length > 0) continue;
      const weight =
        item.weight?.share === undefined ? "" : ` (${Math.round(item.weight.share * 100)} % of the weight)`;
      report({
        span: item.nameSpan,
        message: `The evaluation does not name "${item.name}"${weight}: nothing shows that the verdict rests on it. Name it where the responses are compared by it, or leave it out.`,
      });
    }
  },
});
