import type { TextEdit } from "./edits";
import { endingOf } from "./ending";

/**
 * The edit, extended to whole words: it replaces `wether` by `weather` instead of inserting an `a`. For people who
 * review single edits.
 */
export function ofWholeWords(text: string, { span, text: written }: TextEdit): TextEdit {
  const before = endingOf(text.slice(Math.max(0, span.start - longestWord), span.start), /[\p{L}\p{N}_-]/u);
  const after = /^[\p{L}\p{N}_-]*/u.exec(text.slice(span.end, span.end + longestWord))?.[0] ?? "";
  return {
    span: { start: span.start - before.length, end: span.end + after.length },
    text: before + written + after,
  };
}

/** The longest word, in characters; the edit is not extended further. */
const longestWord = 100;
