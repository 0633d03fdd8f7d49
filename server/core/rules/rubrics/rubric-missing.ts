import { traceRule } from "../shared/rule";

export const rubricMissing = traceRule({
  id: "rubric-missing",
  summary: "A chat task that is judged without a rubric.",
  severity: "error",
  check({ facts, part, profile, trace, report }) {
    const judgement = facts.judgement(part);
    if (judgement?.type !== "Chat" || profile.tags["rubric"] === undefined) return;
    const block = judgement.rubrics[0]?.block;
    if (block !== undefined && trace.text.slice(block.content.start, block.content.end).trim() !== "") return;
    const declared = judgement.typeBlock?.content ?? { start: 0, end: 0 };
    report({
      span: block?.span ?? declared,
      message: `${block === undefined ? "The type is Chat, but there is no <rubric>" : "This <rubric> is empty"}: nothing says by which criteria the responses are judged. Write weighted criteria in <rubric> before <eval>.`,
    });
  },
});
