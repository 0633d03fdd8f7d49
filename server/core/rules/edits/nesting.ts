import type { LayoutFacts } from "../../facts/layout";
import type { Profile } from "../../model/profile";
import { tagText, type BlockNode, type Tag } from "../../model/trace";
import { span, textOf, type Span } from "../../text/span";
import { endOfSpace, startOfSpace } from "./blocks";
import type { TextEdit } from "../../text/edits";

/** A block with both its tags. */
export interface WholeBlock extends BlockNode {
  readonly open: Tag;
  readonly close: Tag;
}

export function isWhole(block: BlockNode | undefined): block is WholeBlock {
  return block?.open !== undefined && block.close !== undefined;
}

/** A block moved out of the block around it. */
export interface MovedOut {
  readonly writings: readonly TextEdit[];
  /** Does all text keep its order? */
  readonly keepsOrder: boolean;
}

/** Moves a block out of a top-level block of the trace, to the side where the profile's order has it. */
export function movedOut(
  block: BlockNode,
  outer: WholeBlock,
  text: string,
  { layout }: LayoutFacts,
  { separator }: Profile,
): MovedOut {
  const rank = (name: string): number => layout?.blocks.findIndex(({ tag }) => tag === name) ?? -1;
  const belongsBefore = rank(block.name) < rank(outer.name);
  const { content } = outer;
  const [start, end] = [startOfSpace(text, block.span.start), endOfSpace(text, block.span.end)];
  const [isFirst, isLast] = [start <= content.start, end >= content.end];
  const moved = textOf(text, block.span);
  if (isLast && !belongsBefore) {
    // Only the closer moves, from behind the block to before it.
    const closer = (isFirst ? "" : padAtStart(outer, text)) + tagText("closer", outer.name) + separator.text;
    const from = Math.max(start, content.start);
    return {
      writings: [
        { span: span(from, block.span.start), text: closer },
        { span: span(block.span.end, outer.span.end), text: "" },
      ],
      keepsOrder: true,
    };
  }
  if (isFirst && belongsBefore) {
    const opener = separator.text + tagText("opener", outer.name) + padAtEnd(outer, text);
    return {
      writings: [
        { span: span(outer.span.start, block.span.start), text: "" },
        { span: span(block.span.end, Math.min(end, content.end)), text: opener },
      ],
      keepsOrder: true,
    };
  }
  const place = belongsBefore ? outer.span.start : outer.span.end;
  return {
    writings: [
      cutOut(block, outer, text),
      { span: span(place, place), text: belongsBefore ? moved + separator.text : separator.text + moved },
    ],
    keepsOrder: false,
  };
}

/** Leaves the rest of the outer block, with the white space of one side, or what joins both. */
function cutOut(block: BlockNode, { content }: BlockNode, text: string): TextEdit {
  const [start, end] = [startOfSpace(text, block.span.start), endOfSpace(text, block.span.end)];
  if (start <= content.start) return { span: span(block.span.start, end), text: "" };
  if (end >= content.end) return { span: span(start, block.span.end), text: "" };
  const joined = joint(text.slice(start, block.span.start), text.slice(block.span.end, end));
  return { span: span(start, end), text: joined };
}

/** Makes the text right behind a block a part of it by moving its closer. */
export function drawnIn(outer: WholeBlock, { start, end }: Span, text: string): TextEdit[] {
  const isEmpty = outer.content.start >= startOfSpace(text, outer.content.end);
  const from = isEmpty ? outer.content.start : startOfSpace(text, outer.content.end);
  const space = isEmpty ? " " : joint(text.slice(outer.span.end, start));
  return [
    { span: span(from, start), text: space },
    { span: span(end, end), text: padAtEnd(outer, text) + tagText("closer", outer.name) },
  ];
}

/** Makes the text right before a block a part of it by moving its opener. */
export function drawnInBefore(outer: WholeBlock, { start, end }: Span, text: string): TextEdit[] {
  const to = Math.min(outer.content.end, endOfSpace(text, outer.content.start));
  return [
    { span: span(start, start), text: tagText("opener", outer.name) + padAtStart(outer, text) },
    { span: span(end, to), text: joint(text.slice(end, outer.span.start)) },
  ];
}

/** What joins two stretches of text after something between them was removed. */
function joint(...spaces: readonly string[]): string {
  const longest = Math.max(...spaces.map((space) => space.split("\n").length - 1));
  return longest === 0 ? " " : "\n".repeat(Math.min(2, longest));
}

/** The white space between a block's closer and its content, if it is a blank or line ends. */
function padAtEnd({ content }: BlockNode, text: string): string {
  return pad(text.slice(Math.max(content.start, startOfSpace(text, content.end)), content.end));
}

function padAtStart({ content }: BlockNode, text: string): string {
  return pad(text.slice(content.start, Math.min(content.end, endOfSpace(text, content.start))));
}

function pad(space: string): string {
  return space.includes("\n") ? "\n" : space === "" ? "" : " ";
}
