import type { Fault } from "../../dialects/reading";
import { tagText, walk } from "../../model/trace";
import type { PlacedBlock } from "../edits/blocks";
import { closing } from "../edits/tags";
import { fixesOfFault, isFault, reportFaults } from "../checks/dialectFaults";
import { traceRule } from "../rule";

export const unclosedTag = traceRule<PlacedBlock | Fault>({
  id: "unclosed-tag",
  summary: "A tag that is opened and never closed.",
  severity: "error",
  check(context) {
    const { facts, trace, part, profile, report } = context;
    reportFaults("unclosed-tag", context);
    const cutOff = facts.cutOff(part);
    walk(trace.children, (node, parent) => {
      // That it was cut off is said there, and no fix closes what was not at its end.
      if (cutOff?.block === node) return;
      if (node.kind !== "block" || node.close !== undefined || node.open === undefined) return;
      const closer = tagText("closer", node.name);
      const cost =
        profile.separator.required && facts.paysFor("format")
          ? "the format reward is lost"
          : "its content cannot be told from what follows";
      const end = node.span.end;
      const found = {
        span: node.open.span,
        message: `${tagText("opener", node.name)} is never closed: ${cost}. Write ${closer} where it ends.`,
        related: [
          {
            part,
            span: { start: Math.max(node.content.start, end - 1), end },
            message: `${closer} most likely belongs here.`,
          },
        ],
      };
      report(found, { block: node, parent });
    });
  },
  fixes({ part, state: found }, { facts, profile }) {
    if (isFault(found)) return fixesOfFault(part, found);
    const edit = { part, ...closing(found, facts.traceOf(part), profile) };
    return [{ title: `Close ${tagText("closer", found.block.name)}`, safe: true, edits: [edit] }];
  },
});
