import type { LayoutFacts } from "../../facts/layout";
import type { Profile } from "../../model/profile";
import { span } from "../../text/span";
import type { TextEdit } from "../../text/edits";

/** A block that the trace lacks, written where the profile's order puts it; undefined if nothing shows that place. */
export function newBlock(
  text: string,
  name: string,
  { layout, blocks }: LayoutFacts,
  { separator }: Profile,
): TextEdit | undefined {
  const rank = (tag: string): number => layout?.blocks.findIndex((item) => item.tag === tag) ?? -1;
  const own = rank(name);
  if (own < 0) return undefined;
  const before = blocks.findLast((block) => rank(block.name) >= 0 && rank(block.name) < own);
  if (before !== undefined) {
    return { span: span(before.span.end, before.span.end), text: separator.text + text };
  }
  const next = blocks[0];
  return next && { span: span(next.span.start, next.span.start), text: text + separator.text };
}
