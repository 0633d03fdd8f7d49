import type { BlockNode, Trace } from "../../model/trace";
import type { Span } from "../../text/span";

/** A block and the block around it. */
export interface PlacedBlock {
  readonly block: BlockNode;
  /** The block that holds it; undefined for a block of the trace itself. */
  readonly parent: BlockNode | undefined;
}

/** The blocks of the trace itself, in text order. */
export function topBlocks(trace: Trace): BlockNode[] {
  return trace.children.filter((node) => node.kind === "block");
}

/** Where the white space that begins at `start` ends. */
export function endOfSpace(text: string, start: number): number {
  let end = start;
  while (end < text.length && isSpace(text.charCodeAt(end))) end++;
  return end;
}

/** Where the white space that ends at `end` begins. */
export function startOfSpace(text: string, end: number): number {
  let start = end;
  while (start > 0 && isSpace(text.charCodeAt(start - 1))) start--;
  return start;
}

/**
 * What is removed together with a block: the white space up to the next block, or that before it if the block is the
 * last.
 */
export function blockWithSpace(text: string, { start, end }: Span): Span {
  const after = endOfSpace(text, end);
  if (after === text.length) return { start: startOfSpace(text, start), end };
  const standsApart = start === 0 || isSpace(text.charCodeAt(start - 1));
  return { start, end: standsApart ? after : end };
}

function isSpace(code: number): boolean {
  return code === 32 || (code >= 9 && code <= 13);
}
