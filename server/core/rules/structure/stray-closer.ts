import { tagText, walk } from "../../model/trace";
import { findBlock } from "../edits/blocks";
import { opening, withItsSpace } from "../edits/tags";
import type { TraceRule } from "../shared/rule";

export const strayCloser: TraceRule = {
  id: "stray-closer",
  summary: "A closing tag that closes nothing.",
  severity: "error",
  scope: "trace",
  check({ trace, profile, report }) {
    walk(trace.children, (node) => {
      if (node.kind === "stray") {
        const closer = tagText("closer", node.tag.name);
        report({
          span: node.span,
          message: `${closer} closes nothing: no ${tagText("opener", node.tag.name)} is open here. Remove it, or write the opener where the block begins.`,
        });
      } else if (node.kind === "block" && node.open === undefined && node.close !== undefined) {
        if (profile.tags[node.name]?.openerOptional === true) return;
        const opener = tagText("opener", node.name);
        report({
          span: node.close.span,
          message: `${tagText("closer", node.name)} has no opener: ${opener} is missing before the text that it ends. Write ${opener} there.`,
        });
      }
    });
  },
  fixes({ part, span }, { facts, profile }) {
    const trace = facts.traceOf(part);
    const headless = findBlock(trace, ({ open, close }) => open === undefined && close?.span.start === span.start);
    if (headless !== undefined) {
      const edit = { part, ...opening(headless, trace, profile) };
      return [{ title: `Write ${tagText("opener", headless.block.name)}`, safe: true, edits: [edit] }];
    }
    const written = trace.text.slice(span.start, span.end);
    return [
      { title: `Remove ${written}`, safe: true, edits: [{ part, span: withItsSpace(trace.text, span), text: "" }] },
    ];
  },
};
