import { tagText, walk } from "../../model/trace";
import { findBlock } from "../edits/blocks";
import { closing } from "../edits/tags";
import type { TraceRule } from "../shared/rule";

export const unclosedTag: TraceRule = {
  id: "unclosed-tag",
  summary: "A tag that is opened and never closed.",
  severity: "error",
  scope: "trace",
  check({ trace, part, profile, report }) {
    walk(trace.children, (node) => {
      if (node.kind !== "block" || node.close !== undefined || node.open === undefined) return;
      const closer = tagText("closer", node.name);
      const cost = profile.separator.required
        ? "the format reward is lost"
        : "its content cannot be told from what follows";
      const end = node.span.end;
      report({
        span: node.open.span,
        message: `${tagText("opener", node.name)} is never closed: ${cost}. Write ${closer} where it ends.`,
        related: [
          {
            part,
            span: { start: Math.max(node.content.start, end - 1), end },
            message: `${closer} most likely belongs here.`,
          },
        ],
      });
    });
  },
  fixes({ part, span }, { facts, profile }) {
    const trace = facts.traceOf(part);
    const found = findBlock(trace, ({ open }) => open?.span.start === span.start);
    if (found === undefined) return [];
    const edit = { part, ...closing(found, trace, profile) };
    return [{ title: `Close ${tagText("closer", found.block.name)}`, safe: true, edits: [edit] }];
  },
};
