import type { Fault } from "../../dialects/reading";
import { tagText, walk, type Tag } from "../../model/trace";
import { promptAsksFor } from "../../facts/promptTags";
import { fixesOfFault, isFault, reportFaults } from "../checks/dialectFaults";
import { traceRule } from "../rule";

interface Misspelled {
  readonly right: string;
  /** The closer that has the same wrong word. */
  readonly closer: Tag | undefined;
}

export const misspelledTag = traceRule<Misspelled | Fault>({
  id: "misspelled-tag",
  summary: "A tag that is nearly one of the profile's.",
  severity: "error",
  check(context) {
    const { sample, trace, report } = context;
    reportFaults("misspelled-tag", context);
    const check = (tag: Tag | undefined, closer?: Tag): void => {
      if (tag?.misspelled === undefined) return;
      // A word that the prompt asks for is no slip of the model's.
      const written = wordOf(tag);
      if (written !== undefined && written !== tag.name && promptAsksFor(sample, written)) return;
      const right = tagText(tag.kind, tag.name);
      const message = `${tag.misspelled} is not a tag that any reader knows; ${right} is meant${reasonOf(tag)}. Write ${right}.`;
      report({ span: tag.span, message }, { right, closer });
    };
    walk(trace.children, (node) => {
      if (node.kind === "stray") check(node.tag);
      if (node.kind !== "block") return;
      // The same wrong word in both tags is one slip.
      const isPair = wordOf(node.open) !== undefined && wordOf(node.open) === wordOf(node.close);
      check(node.open, isPair ? node.close : undefined);
      if (!isPair) check(node.close);
    });
  },
  fixes({ part, span, state }) {
    if (isFault(state)) return fixesOfFault(part, state);
    const { right, closer } = state;
    const edits = [{ part, span, text: right }];
    if (closer !== undefined) edits.push({ part, span: closer.span, text: tagText("closer", closer.name) });
    return [{ title: `Write ${right}`, safe: true, edits }];
  },
});

/** The word of a tag that is complete but not the profile's. */
function wordOf(tag: Tag | undefined): string | undefined {
  return tag?.misspelled === undefined ? undefined : /^<\/?([\w-]+)>$/.exec(tag.misspelled)?.[1];
}

function reasonOf(tag: Tag): string {
  const written = tag.misspelled ?? "";
  if (!written.endsWith(">")) return " (its > is missing)";
  const hasSlash = /^<\s*\\?\//.test(written);
  if (tag.kind === "closer" && !hasSlash) return " (its / is missing)";
  if (tag.kind === "opener" && hasSlash) return " (it has a / too many)";
  return "";
}
