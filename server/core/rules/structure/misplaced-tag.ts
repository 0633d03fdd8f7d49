import type { Fault } from "../../dialects/reading";
import type { MisplacedBlock } from "../../facts/layout";
import { tagsOf } from "../../model/role";
import type { Part } from "../../model/sample";
import type { Fix } from "../../model/fix";
import { tagText, type BlockNode } from "../../model/trace";
import { blockWithSpace, startOfSpace, topBlocks } from "../edits/blocks";
import { drawnIn, isWhole } from "../edits/nesting";
import { textOf } from "../../text/span";
import { fixesOfFault, isFault, reportFaults } from "../checks/dialectFaults";
import { traceRule, type FixContext } from "../rule";

export const misplacedTag = traceRule<MisplacedBlock | Fault>({
  id: "misplaced-tag",
  summary: "A block out of the profile's order, or one that has no place in a trace at all.",
  severity: "error",
  check(context) {
    const { facts, part, profile, report } = context;
    reportFaults("misplaced-tag", context);
    const { misplaced, layout } = facts.layout(part);
    if (layout === undefined || misplaced.length === 0) return;
    const order = layout.blocks.map(({ tag }) => tagText("opener", tag)).join(", ");
    for (const found of misplaced) {
      const { block, neighbour } = found;
      const opener = tagText("opener", block.name);
      const span = block.open?.span ?? block.span;
      if (neighbour === undefined) {
        const turn = profile.turnTags.includes(block.name);
        const message = turn
          ? `${opener} belongs to the prompt's turns: in a trace it is text that the model made up for the environment. Remove it.`
          : `${opener} has no place among the blocks of a trace (${order}). Move it inside the block that it belongs to, or remove it.`;
        report({ span, message }, found);
        continue;
      }
      const side = neighbour.span.start < block.span.start ? "before" : "after";
      const other = tagText("opener", neighbour.name);
      const message = `${opener} belongs ${side} ${other}: the order is ${order}. Move the block.`;
      const related = [{ part, span: neighbour.open?.span ?? neighbour.span, message: `${other} stands here.` }];
      report({ span, message, related }, found);
    }
  },
  fixes({ part, state }, context) {
    if (isFault(state)) return fixesOfFault(part, state);
    const { block, neighbour } = state;
    return neighbour === undefined ? withoutPlace(block, part, context) : inOrder(part, context);
  },
});

/** The blocks swap places; the text between the places stays. */
function inOrder(part: Part, { facts, profile }: FixContext): Fix[] {
  const { layout, blocks } = facts.layout(part);
  const rank = (name: string): number => layout?.blocks.findIndex(({ tag }) => tag === name) ?? -1;
  // Nobody knows where blocks without a place in the order belong.
  if (blocks.some(({ name }) => rank(name) < 0)) return [];
  // A block that is not closed, or is closed by half a tag, would run into the block that follows it after the move.
  if (blocks.some(({ close, span }) => close === undefined || part.text[span.end - 1] !== ">")) return [];
  const ordered = [...blocks].sort((a, b) => rank(a.name) - rank(b.name));
  // So would the text of a block without its opener, if loose text came before it.
  if (blocks.some(({ span }, i) => ordered[i]?.open === undefined && /\S/.test(part.text.charAt(span.start - 1))))
    return [];
  const edits = blocks.flatMap((block, i) => {
    const moved = ordered[i] ?? block;
    return moved === block ? [] : [{ part, span: block.span, text: textOf(part.text, moved.span) }];
  });
  // An answer that was given first does not come from the reasoning behind it: order says what the model did.
  const reasoning = tagsOf(profile, "reasoning");
  const isMoved = blocks.some(({ name }, i) => ordered[i] !== blocks[i] && reasoning.includes(name));
  return [{ title: "Put the blocks into order", safe: !isMoved, edits }];
}

/** Removes what only the environment writes; moves a block that belongs inside the one before it into that one. */
function withoutPlace(block: BlockNode, part: Part, { facts, profile }: FixContext): Fix[] {
  const { text } = part;
  if (profile.turnTags.includes(block.name)) {
    const edits = [{ part, span: blockWithSpace(text, block.span), text: "" }];
    return [{ title: `Take ${tagText("opener", block.name)} out`, safe: false, edits }];
  }
  const outer = topBlocks(facts.traceOf(part)).find((other) => other.span.end === startOfSpace(text, block.span.start));
  if (!isWhole(outer) || profile.tags[outer.name]?.children.includes(block.name) !== true) return [];
  const title = `Move ${tagText("opener", block.name)} into ${tagText("opener", outer.name)}`;
  return [{ title, safe: true, edits: drawnIn(outer, block.span, text).map((writing) => ({ part, ...writing })) }];
}
