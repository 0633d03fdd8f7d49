import { blocksNamed, type BlockNode } from "../../model/trace";
import { textOf } from "../../text/span";
import { traceRule } from "../shared/rule";

export const rubricJustify = traceRule({
  id: "rubric-justify",
  summary: "A rubric without a `<justify>` that says why its criteria fit.",
  severity: "warning",
  check({ facts, part, profile, trace, report }) {
    const { rubrics = [] } = facts.judgement(part) ?? {};
    if (profile.tags["justify"] === undefined || rubrics.length === 0) return;
    const justifies = rubrics.map(({ block }) =>
      block.children.filter((child): child is BlockNode => child.kind === "block" && child.name === "justify"),
    );
    // One that stands elsewhere is out of place, which another rule reports.
    if (blocksNamed(trace, "justify").length > justifies.flat().length) return;
    for (const [i, { block }] of rubrics.entries()) {
      const inside = justifies[i] ?? [];
      if (inside.some(({ content }) => textOf(trace.text, content).trim() !== "")) continue;
      const [empty] = inside;
      report({
        span: empty?.span ?? block.open?.span ?? block.span,
        message: `${empty === undefined ? "This rubric has no <justify>" : "This <justify> is empty"}: nothing says why these criteria and weights fit the question. Write <justify> inside <rubric>.`,
      });
    }
  },
});
