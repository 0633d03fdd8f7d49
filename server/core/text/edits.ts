import type { Span } from "./span";

/** A change of a text. The holder of the edit knows whether its offsets count in a part, a record or a file. */
export interface TextEdit {
  readonly span: Span;
  readonly text: string;
}

/** The text after the edits, which must not overlap. */
export function applyEdits(text: string, edits: readonly TextEdit[]): string {
  const pieces: string[] = [];
  let done = 0;
  for (const { span, text: written } of inOrder(edits)) {
    if (span.start < done) throw new Error(`Edits overlap at ${span.start}`);
    pieces.push(text.slice(done, span.start), written);
    done = span.end;
  }
  pieces.push(text.slice(done));
  return pieces.join("");
}

/** Does any edit of one list touch the same characters or the same place as an edit of the other? */
export function overlap(some: readonly TextEdit[], others: readonly TextEdit[]): boolean {
  return some.some(({ span: a }) => others.some(({ span: b }) => a.start <= b.end && b.start <= a.end));
}

function inOrder(edits: readonly TextEdit[]): TextEdit[] {
  return [...edits].sort((a, b) => a.span.start - b.span.start || a.span.end - b.span.end);
}

/** The smallest edit that turns one text into another; it cuts no line end and no character in two. */
export function narrowed(text: string, wanted: string): TextEdit {
  const shorter = Math.min(text.length, wanted.length);
  let start = 0;
  while (start < shorter && text.charCodeAt(start) === wanted.charCodeAt(start)) start++;
  while (cutsInTwo(text, start) || cutsInTwo(wanted, start)) start--;
  let same = 0;
  const most = shorter - start;
  while (same < most && text.charCodeAt(text.length - 1 - same) === wanted.charCodeAt(wanted.length - 1 - same)) same++;
  while (cutsInTwo(text, text.length - same) || cutsInTwo(wanted, wanted.length - same)) same--;
  return { span: { start, end: text.length - same }, text: wanted.slice(start, wanted.length - same) };
}

/** Is the place within a CRLF or a surrogate pair? */
function cutsInTwo(text: string, at: number): boolean {
  return at > 0 && /^(?:\r\n|[\uD800-\uDBFF][\uDC00-\uDFFF])$/.test(text.slice(at - 1, at + 1));
}
