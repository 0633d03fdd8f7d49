import { tagText, type BlockNode } from "../../model/trace";
import { textOf } from "../../text/span";
import { traceRule } from "../rule";

export const rubricJustify = traceRule({
  id: "rubric-justify",
  summary: "A rubric without a `<justify>` that says why its criteria fit.",
  severity: "warning",
  ofJudges: true,
  check({ facts, part, trace, report }) {
    const judgement = facts.judgement(part);
    const tag = judgement?.tag("justification");
    if (judgement === undefined || tag === undefined || judgement.rubrics.length === 0) return;
    const { rubrics } = judgement;
    const all = judgement.blocks("justification");
    const justifies = rubrics.map(({ block }) =>
      block.children.filter((child): child is BlockNode => child.kind === "block" && all.includes(child)),
    );
    // One in another place is misplaced, which another rule reports.
    if (all.length > justifies.flat().length) return;
    const opener = tagText("opener", tag);
    for (const [i, { block }] of rubrics.entries()) {
      const inside = justifies[i] ?? [];
      if (inside.some(({ content }) => textOf(trace.text, content).trim() !== "")) continue;
      const [empty] = inside;
      report({
        span: empty?.span ?? block.open?.span ?? block.span,
        message: `${empty === undefined ? `This rubric has no ${opener}` : `This ${opener} is empty`}: nothing says why these criteria and weights fit the question. Write ${opener} inside ${tagText("opener", block.name)}.`,
      });
    }
  },
});
