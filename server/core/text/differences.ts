import { diffArrays } from "diff";
import { narrowed, type TextEdit } from "./edits";

/** Texts that differ in more lines than this are told apart as one stretch. */
const maxLines = 500;
/** And lines that differ in more characters, or are longer. */
const maxCharacters = 300;
const longestCompared = 20_000;

/**
 * The edits that make one text of another, as small as they can be found in bounded time: of the lines that differ the
 * characters that differ. Together they touch nothing that both texts have; no character is cut in two.
 *
 * @returns in the text's order, without overlap.
 */
export function differences(text: string, wanted: string): TextEdit[] {
  if (text === wanted) return [];
  const whole = narrowed(text, wanted);
  return refined(text, whole, lines, maxLines).flatMap((edit) => {
    const isShort = edit.span.end - edit.span.start + edit.text.length <= longestCompared;
    return isShort ? refined(text, edit, characters, maxCharacters) : [edit];
  });
}

/**
 * As {@link differences}, with one edit for lines that differ side by side: for people who look at changes, and for cursors
 * that shall stay where they are.
 */
export function lineDifferences(text: string, wanted: string): TextEdit[] {
  if (text === wanted) return [];
  const whole = { span: { start: 0, end: text.length }, text: wanted };
  return refined(text, whole, lines, maxLines).map(({ span, text: written }) => {
    const least = narrowed(text.slice(span.start, span.end), written);
    return { span: { start: span.start + least.span.start, end: span.start + least.span.end }, text: least.text };
  });
}

/** An edit as the edits of those of its pieces that differ; itself where they are too many. */
function refined(text: string, edit: TextEdit, cut: (text: string) => string[], most: number): TextEdit[] {
  const { span, text: written } = edit;
  if (span.start === span.end || written === "") return [edit];
  const changes = diffArrays(cut(text.slice(span.start, span.end)), cut(written), { maxEditLength: most });
  if (changes === undefined) return [edit];
  const edits: { span: { start: number; end: number }; text: string }[] = [];
  let at = span.start;
  let isOpen = false;
  for (const { value, added, removed } of changes) {
    const piece = value.join("");
    if (!added && !removed) {
      at += piece.length;
      isOpen = false;
      continue;
    }
    if (!isOpen) edits.push({ span: { start: at, end: at }, text: "" });
    isOpen = true;
    const last = edits.at(-1);
    if (last === undefined) continue;
    if (added) last.text += piece;
    else last.span.end = at += piece.length;
  }
  return edits;
}

function lines(text: string): string[] {
  return text.split(/(?<=\n)/);
}

function characters(text: string): string[] {
  return [...text];
}
