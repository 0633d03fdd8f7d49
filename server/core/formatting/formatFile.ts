import type { AuditedFile } from "../audit/auditedFile";
import { fileSpan } from "../audit/places";
import type { TextEdit } from "../text/edits";
import { formatEdits } from "./formatSample";

/**
 * The edits that format the traces of a file, in the file's text and in order. Yields after each record (without a
 * value), so that the caller can do other work in between.
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
