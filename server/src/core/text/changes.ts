import { diffLines } from "diff";
import { narrowed, type TextEdit } from "./edits";

/** The edit, grown to whole words: `wether` becomes `weather`, and not an `a` more. For people who look at single edits. */
export function ofWholeWords(text: string, { span, text: written }: TextEdit): TextEdit {
  const before = /[\p{L}\p{N}_-]*$/u.exec(text.slice(Math.max(0, span.start - longestWord), span.start))?.[0] ?? "";
  const after = /^[\p{L}\p{N}_-]*/u.exec(text.slice(span.end, span.end + longestWord))?.[0] ?? "";
  return {
    span: { start: span.start - before.length, end: span.end + after.length },
    text: before + written + after,
  };
}

/** Words are taken to be no longer. */
const longestWord = 100;

/** Texts that differ in more lines are told apart as one stretch: a diff costs its length times its differences. */
const mostDifferences = 1000;

/**
 * The edits that make `wanted` of `text`, in order: each as small as it can be, and lines that stay between them are not
 * touched. For people who look at changes, and for cursors that shall stay where they are.
 */
export function changesBetween(text: string, wanted: string): TextEdit[] {
  if (text === wanted) return [];
  const whole = narrowed(text, wanted);
  if (!text.slice(whole.span.start, whole.span.end).includes("\n")) return [whole];
  const pieces = diffLines(text, wanted, { maxEditLength: mostDifferences });
  if (pieces === undefined) return [whole];
  const edits: TextEdit[] = [];
  let at = 0;
  for (let i = 0; i < pieces.length; i++) {
    const piece = pieces[i];
    if (piece === undefined) break;
    if (!piece.added && !piece.removed) {
      at += piece.value.length;
      continue;
    }
    // What goes and what comes in its place are two pieces, in either order.
    const next = pieces[i + 1];
    const pair =
      next !== undefined && next.added !== piece.added && (next.added || next.removed) ? [piece, next] : [piece];
    const removed = pair.find((each) => each.removed)?.value ?? "";
    const added = pair.find((each) => each.added)?.value ?? "";
    const { span, text: written } = narrowed(removed, added);
    edits.push({ span: { start: at + span.start, end: at + span.end }, text: written });
    at += removed.length;
    i += pair.length - 1;
  }
  return edits;
}
