import type { Fault } from "../../dialects/reading";
import { tagText, walk, type TraceNode } from "../../model/trace";
import type { PlacedBlock } from "../edits/blocks";
import { opening, withItsSpace } from "../edits/tags";
import { fixesOfFault, isFault, reportFaults } from "../checks/dialectFaults";
import { reversedPair } from "../../facts/reversedPair";
import { traceRule } from "../rule";

/** The block that lacks its opener; undefined if no block ends here. */
type Headless = PlacedBlock | Fault | undefined;

export const strayCloser = traceRule<Headless>({
  id: "stray-closer",
  summary: "A closing tag that closes nothing.",
  severity: "error",
  impliedBy: ["unclosed-tag"],
  check(context) {
    const { trace, profile, report } = context;
    reportFaults("stray-closer", context);
    const reversed = reversedPair(trace, profile);
    walk(trace.children, (node, parent) => {
      // The finding on the opener already says that the closer is on the wrong side.
      if (node === reversed?.closer) return;
      if (node.kind === "stray") {
        const closer = tagText("closer", node.tag.name);
        const message = `${closer} closes nothing: no ${tagText("opener", node.tag.name)} is open here. Remove it, or write the opener where the block begins.`;
        report({ span: node.span, message }, undefined);
      } else if (node.kind === "block" && node.open === undefined && node.close !== undefined) {
        if (profile.tags[node.name]?.openerOptional === true) return;
        const opener = tagText("opener", node.name);
        const message = `${tagText("closer", node.name)} has no opener: ${opener} is missing before the text that it ends. Write ${opener} there.`;
        report({ span: node.close.span, message }, { block: node, parent });
      }
    });
  },
  fixes({ part, span, state: headless }, { facts, profile }) {
    if (headless !== undefined && isFault(headless)) return fixesOfFault(part, headless);
    const trace = facts.traceOf(part);
    if (headless !== undefined) {
      const edit = { part, ...opening(headless, trace, profile) };
      return [{ title: `Write ${tagText("opener", headless.block.name)}`, safe: true, edits: [edit] }];
    }
    const written = trace.text.slice(span.start, span.end);
    // The block is due, and what it was to hold is not there: without its closer, it would only be missing.
    const isStray = (node: TraceNode) => node.kind === "stray" && node.span.start === span.start;
    const stray = trace.children.find(isStray);
    const isDue = (tag: string) => stray?.kind === "stray" && stray.tag.name === tag;
    if (facts.layout(part).missing.some(({ tags }) => tags.some(isDue))) return [];
    return [
      { title: `Remove ${written}`, safe: true, edits: [{ part, span: withItsSpace(trace.text, span), text: "" }] },
    ];
  },
});
