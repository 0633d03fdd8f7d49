import { diffArrays } from "diff";
import { narrowed, type TextEdit } from "./edits";

/** Texts that differ in more lines than this are treated as one differing stretch. */
const maxLines = 500;
/** The same for lines: more differing characters, or longer lines, make one stretch. */
const maxCharacters = 300;
const longestCompared = 20_000;

/**
 * The edits that turn one text into another, as small as bounded time allows: within lines that differ, only the
 * characters that differ. They touch nothing that both texts share, and cut no character in two.
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
 * Like {@link differences}, but with one edit for adjacent lines that differ: for people who review changes, and so
 * that cursors stay in place.
 */
export function lineDifferences(text: string, wanted: string): TextEdit[] {
  if (text === wanted) return [];
  const whole = { span: { start: 0, end: text.length }, text: wanted };
  return refined(text, whole, lines, maxLines).map(({ span, text: written }) => {
    const least = narrowed(text.slice(span.start, span.end), written);
    return { span: { start: span.start + least.span.start, end: span.start + least.span.end }, text: least.text };
  });
}

/** Splits an edit into edits of the pieces that differ; gives the edit itself if there are too many pieces. */
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
