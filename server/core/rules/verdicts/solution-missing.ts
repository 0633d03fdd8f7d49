import { blocksNamed } from "../../model/trace";
import { traceRule } from "../shared/rule";

export const solutionMissing = traceRule({
  id: "solution-missing",
  summary: "A reasoning task that the judge did not solve itself before judging.",
  severity: "error",
  check({ facts, part, profile, trace, report }) {
    const judgement = facts.judgement(part);
    if (judgement?.type !== "Reasoning" || profile.tags["solution"] === undefined) return;
    const block = blocksNamed(trace, "solution")[0];
    if (block !== undefined && trace.text.slice(block.content.start, block.content.end).trim() !== "") return;
    const declared = judgement.typeBlock?.content ?? { start: 0, end: 0 };
    report({
      span: block?.span ?? declared,
      message: `${block === undefined ? "The type is Reasoning, but there is no <solution>" : "This <solution> is empty"}: the responses are judged against nothing. Solve the task in <solution> before <eval>.`,
    });
  },
});
