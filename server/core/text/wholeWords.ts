import type { TextEdit } from "./edits";
import { endingOf } from "./ending";

/** The edit, grown to whole words: `wether` becomes `weather`, and not an `a` more. For people who look at single edits. */
export function ofWholeWords(text: string, { span, text: written }: TextEdit): TextEdit {
  const before = endingOf(text.slice(Math.max(0, span.start - longestWord), span.start), /[\p{L}\p{N}_-]/u);
  const after = /^[\p{L}\p{N}_-]*/u.exec(text.slice(span.end, span.end + longestWord))?.[0] ?? "";
  return {
    span: { start: span.start - before.length, end: span.end + after.length },
    text: before + written + after,
  };
}

/** Words are taken to be no longer. */
const longestWord = 100;
