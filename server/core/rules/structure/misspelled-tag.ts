import type { Fault } from "../../dialects/reading";
import { tagText, walk, type Tag } from "../../model/trace";
import { fixesOfFault, isFault, reportFaults } from "../shared/dialectFaults";
import { traceRule } from "../shared/rule";

export const misspelledTag = traceRule<{ readonly right: string } | Fault>({
  id: "misspelled-tag",
  summary: "A tag that is nearly one of the profile's.",
  severity: "error",
  check(context) {
    const { trace, report } = context;
    reportFaults("misspelled-tag", context);
    const check = (tag: Tag | undefined): void => {
      if (tag?.misspelled === undefined) return;
      const right = tagText(tag.kind, tag.name);
      const message = `${tag.misspelled} is not a tag that any reader knows; ${right} is meant${reasonOf(tag)}. Write ${right}.`;
      report({ span: tag.span, message }, { right });
    };
    walk(trace.children, (node) => {
      if (node.kind === "stray") check(node.tag);
      if (node.kind !== "block") return;
      check(node.open);
      check(node.close);
    });
  },
  fixes({ part, span, state }) {
    if (isFault(state)) return fixesOfFault(part, state);
    const { right } = state;
    return [{ title: `Write ${right}`, safe: true, edits: [{ part, span, text: right }] }];
  },
});

function reasonOf(tag: Tag): string {
  const written = tag.misspelled ?? "";
  if (!written.endsWith(">")) return " (its > is missing)";
  const hasSlash = /^<\s*\\?\//.test(written);
  if (tag.kind === "closer" && !hasSlash) return " (its / is missing)";
  if (tag.kind === "opener" && hasSlash) return " (it has a / too many)";
  return "";
}
