import { traceRule } from "../rule";

export const rubricItemTwice = traceRule({
  id: "rubric-item-twice",
  summary: "A criterion that stands twice in the rubric.",
  severity: "information",
  ofJudges: true,
  check({ facts, part, report }) {
    for (const { item, first } of facts.judgement(part)?.repeatedItems ?? []) {
      report({
        span: item.nameSpan,
        message: `"${item.name}" is a criterion for the second time: its weight counts twice. Join the two.`,
        related: [{ part, span: first.nameSpan, message: "It stands here first." }],
      });
    }
  },
});
