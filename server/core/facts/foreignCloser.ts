import type { BlockNode } from "../model/trace";
import type { Span } from "../text/span";

/** The closer of another tag is searched for in this many characters at a block's end. */
const longestCloser = 80;

/** The closer of another tag at the end of an unclosed block, if that tag is not opened anywhere in the block. */
export function foreignCloser(text: string, { name, content, span }: BlockNode): Span | undefined {
  const from = Math.max(content.start, span.end - longestCloser);
  const found = /<\/([A-Za-z][\w-]*)>\s*$/.exec(text.slice(from, span.end));
  if (found?.[1] === undefined || found[1] === name) return undefined;
  if (text.slice(content.start, span.end).includes(`<${found[1]}`)) return undefined;
  const start = from + found.index;
  return { start, end: start + found[1].length + 3 };
}
