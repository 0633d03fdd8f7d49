import { NextOccurrence } from "../../text/nextOccurrence";
import type { Span } from "../../text/span";

/** A stretch between two marks, with what bounds it. */
export interface Block {
  /** With its marks. */
  readonly outer: Span;
  /** Without them. */
  readonly inner: Span;
  /** Was its closer found? If not, the block reaches to the end of the range. */
  readonly closed: boolean;
}

/**
 * The stretches from an opener to the first closer behind it, one after the other.
 *
 * @param unclosed whether a block without a closer counts, up to the end of the text.
 */
export function blocksIn(text: string, open: string, close: string, unclosed: "read" | "lost"): Block[] {
  const opens = new NextOccurrence(text, open);
  const closes = new NextOccurrence(text, close);
  const blocks: Block[] = [];
  for (let at = 0; ;) {
    const start = opens.from(at);
    if (start === text.length) return blocks;
    const inside = start + open.length;
    const end = closes.from(inside);
    if (end === text.length) {
      const span = { start: inside, end };
      if (unclosed === "read") blocks.push({ outer: { start, end }, inner: span, closed: false });
      return blocks;
    }
    blocks.push({ outer: { start, end: end + close.length }, inner: { start: inside, end }, closed: true });
    at = end + close.length;
  }
}

/** The text without the blocks. */
export function outside(text: string, blocks: readonly Block[]): string {
  let at = 0;
  let left = "";
  for (const { outer } of blocks) {
    left += text.slice(at, outer.start);
    at = outer.end;
  }
  return left + text.slice(at);
}

/** The text before the first of some marks; all of it if there is none. */
export function before(text: string, ...marks: readonly string[]): string {
  const places = marks.map((mark) => text.indexOf(mark)).filter((at) => at >= 0);
  return places.length === 0 ? text : text.slice(0, Math.min(...places));
}
