import type { Fix } from "../model/fix";
import type { Part } from "../model/sample";
import type { TextEdit } from "../text/edits";
import { toSourceSpan } from "../text/sourceMap";

/** A fix's edits in the record: they replace only the characters of the edits' spans, escaped like their part. */
export function recordEdits(fix: Fix): TextEdit[] {
  return fix.edits.map(({ part, span, text }) => ({
    span: toSourceSpan(part.source, span),
    text: part.source.encode(text),
  }));
}

/** Can the fix be written? Not if it would put text into a part that has no text in the record. */
export function isWritable({ edits }: Fix): boolean {
  return edits.every(({ part }) => part.source.unwritten !== true);
}

/** A fix's edits in one part's text. */
export function partEdits(fix: Fix, part: Part): TextEdit[] {
  return fix.edits.filter((edit) => edit.part === part);
}
