import { dueBlock } from "../checks/dueBlock";
import { traceRule } from "../rule";

export const solutionMissing = traceRule({
  id: "solution-missing",
  summary: "A reasoning task that the judge did not solve itself before judging.",
  severity: "error",
  ofJudges: true,
  needsEnd: true,
  check({ facts, part, report }) {
    const due = dueBlock(facts.judgement(part), "solution");
    if (due === undefined) return;
    const { span, what, opener, where } = due;
    report({
      span,
      message: `${what}: the responses are judged against nothing. Solve the task in ${opener}${where}.`,
    });
  },
});
