import type { AuditedFile } from "../audit/auditedFile";
import { fileSpan } from "../audit/places";
import type { TextEdit } from "../text/edits";
import { formatEdits } from "./formatSample";

/**
 * The edits that bring the traces of a file into form, in the file's text and in order. Comes back after each record (with
 * nothing), so that who runs it can see to other things in between.
 */
export function* formatFile(file: AuditedFile): Generator<undefined, readonly TextEdit[]> {
  const edits: TextEdit[] = [];
  for (const record of file.records) {
    for (const audited of record.samples) {
      const { completion } = audited.sample;
      for (const { span, text } of formatEdits(audited, file.auditor)) {
        edits.push({ span: fileSpan(record, { part: completion, span }), text: completion.source.encode(text) });
      }
    }
    yield;
  }
  return edits.sort((a, b) => a.span.start - b.span.start);
}
