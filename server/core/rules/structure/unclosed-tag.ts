import type { Fault } from "../../dialects/reading";
import type { Profile } from "../../model/profile";
import { tagText, walk, type BlockNode } from "../../model/trace";
import { endOfSpace, type PlacedBlock } from "../edits/blocks";
import { closing } from "../edits/tags";
import { fixesOfFault, isFault, reportFaults } from "../checks/dialectFaults";
import { reversedPair } from "../../facts/reversedPair";
import { openedByPrompt } from "../../facts/openedByPrompt";
import { foreignCloser } from "../../facts/foreignCloser";
import { textOf, type Span } from "../../text/span";
import { traceRule, type TraceContext } from "../rule";

const neverFinished =
  "This call is never finished, although the model ended by itself: no reader gets it. Look at what ended it (a stop word inside the call?).";

export const unclosedTag = traceRule<PlacedBlock | Fault | undefined>({
  id: "unclosed-tag",
  summary: "A tag that is opened and never closed.",
  severity: "error",
  check(context) {
    const { facts, trace, part, profile, report } = context;
    reportFaults("unclosed-tag", context);
    if (facts.cutOff(part) === undefined) {
      // A call that breaks off although the record says that the model ended by itself.
      reportFaults("cut-off", context, () => ({ message: neverFinished }));
      checkOpenedByPrompt(context);
    }
    const reversed = reversedPair(trace, profile);
    walk(trace.children, (node, parent) => {
      if (node.kind !== "block" || node.close !== undefined || node.open === undefined) return;
      const closer = tagText("closer", node.name);
      if (node.span.start === reversed?.block.span.start) {
        const message = `${closer} and ${tagText("opener", node.name)} stand the wrong way round: what stands between them is read as no reasoning. Swap them.`;
        report({ span: node.open.span, message }, { block: node, parent });
        return;
      }
      const again = openedAgain(node, trace.text);
      if (again !== undefined) {
        const opener = tagText("opener", node.name);
        const message = `${opener} is opened twice in a row and closed once: readers take the second one for a part of what is in it. Take one out.`;
        const related = [{ part, span: again, message: "Here it is opened again." }];
        report({ span: node.open.span, message, related }, { block: node, parent });
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
    if (found === undefined) return [];
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
    const again = openedAgain(found.block, trace.text);
    if (again !== undefined) {
      const span = { start: found.block.span.start, end: again.start };
      return [{ title: `Take one ${tagText("opener", name)} out`, safe: true, edits: [{ part, span, text: "" }] }];
    }
    const foreign = foreignCloser(trace.text, found.block);
    if (foreign !== undefined) {
      const closer = tagText("closer", name);
      return [{ title: `Write ${closer}`, safe: true, edits: [{ part, span: foreign, text: closer }] }];
    }
    const edit = { part, ...closing(found, trace, profile) };
    const safe = trace.text.slice(found.block.span.end).trim() !== "" || isComplete(found.block, trace.text, profile);
    return [{ title: `Close ${tagText("closer", found.block.name)}`, safe, edits: [edit] }];
  },
});

/** The same opener once more right behind a block's own. */
function openedAgain({ open, name }: BlockNode, text: string): Span | undefined {
  if (open === undefined) return undefined;
  const start = endOfSpace(text, open.span.end);
  const opener = tagText("opener", name);
  return text.startsWith(opener, start) ? { start, end: start + opener.length } : undefined;
}

/** Reasoning that the prompt opened, in a text that the model ended by itself. */
function checkOpenedByPrompt({ facts, part, report }: TraceContext<PlacedBlock | Fault | undefined>): void {
  const opener = openedByPrompt(part, facts);
  if (opener === undefined) return;
  const start = part.text.search(/\S/);
  const message = `The prompt opened ${opener}, and the reasoning is never closed: what is the answer cannot be told from it. Leave the sample out, or look at what ended it.`;
  report({ span: { start, end: start + 1 }, message }, undefined);
}

/** The number of characters at a block's end that are examined for its last words. */
const longestSentenceEnd = 400;

/**
 * A sentence that goes on, after several words. The pattern starts over at each character, but the text it reads is
 * short.
 */
// eslint-disable-next-line regexp/no-super-linear-move
const midSentence = /(?:\S+\s+){4}\S*[\p{L}\p{N},]\s*$/u;

/** Does a block that the text's end ends hold all that it is to hold? Reasoning leads to something that is missing here. */
function isComplete({ name, content }: BlockNode, text: string, { tags }: Profile): boolean {
  const end = text.slice(Math.max(content.start, content.end - longestSentenceEnd), content.end);
  return tags[name]?.role !== "reasoning" && !midSentence.test(end);
}
