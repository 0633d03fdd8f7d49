import type { BlockNode } from "../model/trace";
import { span, type Span } from "../text/span";

/** A judge's own words inside an evaluation: the spans of text outside quotes and summaries. */
export function ownWords(block: BlockNode): Span[] {
  return block.children.filter((child) => child.kind === "text").map((child) => child.span);
}

/** A sentence or a line, without white space and list or heading signs at its start. */
export interface Sentence {
  readonly span: Span;
  readonly text: string;
}

/** The sentences of a stretch of text, in order. Lines end sentences too. */
export function sentencesOf(text: string, range: Span): Sentence[] {
  const found: Sentence[] = [];
  let start = range.start;
  for (let at = range.start; at <= range.end; at++) {
    if (at < range.end && !endsSentence(text, at)) continue;
    const end = Math.min(at + 1, range.end);
    const trimmed = trim(text, start, end);
    if (trimmed.end > trimmed.start) found.push({ span: trimmed, text: text.slice(trimmed.start, trimmed.end) });
    start = end;
  }
  return found;
}

function endsSentence(text: string, at: number): boolean {
  const char = text.charAt(at);
  if (char === "\n" || char === "。" || char === "！" || char === "？") return true;
  if (char !== "." && char !== "!" && char !== "?") return false;
  // Not in "3.5", "e.g." and "Node.js"; and not the dot of "1." at the start of a line.
  return /[\s"'”’)*<]|^$/.test(text.charAt(at + 1)) && !/[\d\s][\d.]?$/.test(text.slice(Math.max(0, at - 2), at));
}

function trim(text: string, from: number, to: number): Span {
  let start = from;
  let end = to;
  while (start < end && /[\s#*_>-]/.test(text.charAt(start))) start++;
  while (end > start && /\s/.test(text.charAt(end - 1))) end--;
  return span(start, end);
}
