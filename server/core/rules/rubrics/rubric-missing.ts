import { dueBlock } from "../checks/dueBlock";
import { traceRule } from "../rule";

export const rubricMissing = traceRule({
  id: "rubric-missing",
  summary: "A chat task that is judged without a rubric.",
  severity: "error",
  ofJudges: true,
  needsEnd: true,
  check({ facts, part, report }) {
    const due = dueBlock(facts.judgement(part), "rubric");
    if (due === undefined) return;
    const { span, what, opener, where } = due;
    report({
      span,
      message: `${what}: nothing says by which criteria the responses are judged. Write weighted criteria in ${opener}${where}.`,
    });
  },
});
