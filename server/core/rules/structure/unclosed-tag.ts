import type { Fault } from "../../dialects/reading";
import { tagText, walk, type BlockNode } from "../../model/trace";
import type { PlacedBlock } from "../edits/blocks";
import { closing } from "../edits/tags";
import { fixesOfFault, isFault, reportFaults } from "../checks/dialectFaults";
import { reversedPair } from "../checks/reversedPair";
import { textOf, type Span } from "../../text/span";
import { traceRule } from "../rule";

export const unclosedTag = traceRule<PlacedBlock | Fault>({
  id: "unclosed-tag",
  summary: "A tag that is opened and never closed.",
  severity: "error",
  check(context) {
    const { facts, trace, part, profile, report } = context;
    reportFaults("unclosed-tag", context);
    const cutOff = facts.cutOff(part);
    const reversed = reversedPair(trace, profile);
    walk(trace.children, (node, parent) => {
      // Another rule reports that the text was cut off, and no fix closes a block that had not ended.
      if (cutOff?.block === node) return;
      if (node.kind !== "block" || node.close !== undefined || node.open === undefined) return;
      const closer = tagText("closer", node.name);
      if (node.span.start === reversed?.block.span.start) {
        const message = `${closer} and ${tagText("opener", node.name)} stand the wrong way round: what stands between them is read as no reasoning. Swap them.`;
        report({ span: node.open.span, message }, { block: node, parent });
        return;
      }
      const foreign = foreignCloser(trace.text, node);
      if (foreign !== undefined) {
        const written = textOf(trace.text, foreign);
        const message = `${written} closes nothing: ${tagText("opener", node.name)} is open here, and is never closed. Write ${closer} in its place.`;
        const related = [{ part, span: node.open.span, message: "This is open." }];
        report({ span: foreign, message, related }, { block: node, parent });
        return;
      }
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
    const trace = facts.traceOf(part);
    const { name } = found.block;
    const reversed = reversedPair(trace, profile);
    if (reversed !== undefined && found.block.span.start === reversed.block.span.start) {
      const { closer, block } = reversed;
      const edits = [
        { part, span: closer.span, text: tagText("opener", name) },
        { part, span: block.open.span, text: tagText("closer", name) },
      ];
      return [{ title: `Swap ${tagText("closer", name)} and ${tagText("opener", name)}`, safe: true, edits }];
    }
    const foreign = foreignCloser(trace.text, found.block);
    if (foreign !== undefined) {
      const closer = tagText("closer", name);
      return [{ title: `Write ${closer}`, safe: true, edits: [{ part, span: foreign, text: closer }] }];
    }
    const edit = { part, ...closing(found, trace, profile) };
    return [{ title: `Close ${tagText("closer", found.block.name)}`, safe: true, edits: [edit] }];
  },
});

/** The closer of another tag is searched for in this many characters at a block's end. */
const longestCloser = 80;

/** The closer of another tag at the end of an unclosed block, if that tag is not opened anywhere in the block. */
function foreignCloser(text: string, { name, content, span }: BlockNode): Span | undefined {
  const from = Math.max(content.start, span.end - longestCloser);
  const found = /<\/([A-Za-z][\w-]*)>\s*$/.exec(text.slice(from, span.end));
  if (found?.[1] === undefined || found[1] === name) return undefined;
  if (text.slice(content.start, span.end).includes(`<${found[1]}`)) return undefined;
  const start = from + found.index;
  return { start, end: start + found[1].length + 3 };
}
