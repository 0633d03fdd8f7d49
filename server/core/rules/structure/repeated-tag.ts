import type { RepeatedBlock } from "../../facts/layout";
import type { Fix } from "../../model/fix";
import { tagText, type BlockNode } from "../../model/trace";
import { blockWithSpace } from "../edits/blocks";
import { isWhole } from "../edits/nesting";
import { textOf } from "../../text/span";
import { traceRule, type FixContext, type Found } from "../rule";

export const repeatedTag = traceRule<RepeatedBlock>({
  id: "repeated-tag",
  summary: "A block that stands more often than the profile allows.",
  severity: "error",
  severities: "error, warning for reasoning right behind reasoning where turns repeat",
  check({ facts, part, profile, report }) {
    const { repeated, doubled, layout } = facts.layout(part);
    for (const again of repeated) {
      const { block, first } = again;
      const opener = tagText("opener", block.name);
      const max = layout?.blocks.find(({ tag }) => tag === block.name)?.max ?? 1;
      const often = max === 1 ? "once" : `at most ${max} times`;
      const calls = profile.calls?.tag === block.name && profile.calls.oneCallPerLine;
      const found = {
        span: block.open?.span ?? block.span,
        message: calls
          ? `${opener} stands here again, but a trace has it ${often}: ${facts.paysFor("calls") ? "the reward" : "a reader of such blocks"} reads only the first. Put all calls into one block, one per line.`
          : `${opener} stands here again, but a trace has it ${often}: a reader that takes the first does not see this one. Join the two or remove one.`,
        related: [{ part, span: first.open?.span ?? first.span, message: `The first ${opener}.` }],
      };
      report(found, again);
    }
    for (const again of doubled) {
      const opener = tagText("opener", again.block.name);
      const found = {
        span: again.block.open?.span ?? again.block.span,
        severity: "warning" as const,
        message: `${opener} stands here again, right behind another and with nothing between: patterns that allow any number of them pay for such blocks too. Join the two.`,
        related: [{ part, span: again.first.open?.span ?? again.first.span, message: `The ${opener} before.` }],
      };
      report(found, again);
    }
  },
  fixes(finding, context) {
    return [...joined(finding, context), ...withoutTwin(finding, context)];
  },
});

function joined({ part, state }: Found<RepeatedBlock>, { facts, profile }: FixContext): Fix[] {
  const { blocks } = facts.layout(part);
  const at = blocks.indexOf(state.block);
  const [before, block] = [blocks[at - 1], blocks[at]];
  if (before?.close === undefined || block?.open === undefined || before.name !== block.name) return [];
  // Two verdicts or two labels do not join into one.
  const content = profile.tags[block.name]?.content;
  if (content === "verdict" || content === "label") return [];
  const calls = profile.calls?.tag === block.name && profile.calls.oneCallPerLine;
  // Only blocks of calls are joined as a safe fix: two thoughts may be meant as two.
  const start = before.content.start + part.text.slice(before.content.start, before.content.end).trimEnd().length;
  const written = textOf(part.text, block.content);
  const end = block.content.end - written.trimStart().length;
  if (part.text.slice(before.span.end, block.span.start).trim() !== "" || written.trim() === "") return [];
  return [{ title: "Join the two blocks", safe: calls, edits: [{ part, span: { start, end }, text: "\n" }] }];
}

/** Removes one of two blocks that say the same: a verdict stays at the end, others stay where they came first. */
function withoutTwin({ part, state: { block, first } }: Found<RepeatedBlock>, { profile }: FixContext): Fix[] {
  if (!isWhole(block) || !isWhole(first)) return [];
  const written = (of: BlockNode): string => textOf(part.text, of.content).trim();
  if (written(block) !== written(first)) return [];
  const keepsLast = profile.tags[block.name]?.content === "verdict";
  const edits = [{ part, span: blockWithSpace(part.text, (keepsLast ? first : block).span), text: "" }];
  const title = `Say it once: take the ${keepsLast ? "first" : "second"} ${tagText("opener", block.name)} out`;
  return [{ title, safe: false, edits }];
}
