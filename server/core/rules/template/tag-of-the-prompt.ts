import { tagText, walk, type BlockNode } from "../../model/trace";
import { promptAsksFor } from "../../facts/promptTags";
import { traceRule } from "../rule";

/** Tag words that the sample's own prompt asks for and that the reader does not know. */
export const tagOfThePrompt = traceRule({
  id: "tag-of-the-prompt",
  summary: "The prompt asks for other tag words than the ones that are read.",
  severity: "warning",
  check({ facts, trace, report }) {
    const told = new Set<string>();
    walk(trace.children, (node) => {
      if (node.kind !== "block") return;
      const written = writtenName(node);
      if (written === undefined || told.has(written) || !promptAsksFor(facts.sample, written)) return;
      told.add(written);
      const message = `The prompt asks for <${written}>, and the readers of these traces look for ${tagText("opener", node.name)}: the model did as it was told. Make the two agree, in the prompt and in what reads it; fixing the traces alone teaches against the prompt.`;
      report({ span: node.open?.span ?? node.span, message });
    });
  },
});

/** The name of an opener as it is written, if the profile spells it differently. */
function writtenName({ open }: BlockNode): string | undefined {
  return open?.misspelled === undefined ? undefined : /^<([\w-]+)>$/.exec(open.misspelled)?.[1];
}
