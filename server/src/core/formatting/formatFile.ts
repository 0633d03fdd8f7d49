import type { AuditedFile } from "../audit/auditedFile";
import type { TextEdit } from "../text/edits";
import { toSourceSpan } from "../text/sourceMap";
import { formatEdits } from "./formatSample";

/**
 * The edits that bring the traces of a file into form, in the file's text and in order. Comes back after each record (with
 * nothing), so that who runs it can see to other things in between.
 */
export function* formatFile(file: AuditedFile): Generator<undefined, readonly TextEdit[]> {
  const edits: TextEdit[] = [];
  for (const record of file.records) {
    for (const audited of record.samples) {
      const { source } = audited.sample.completion;
      for (const { span, text } of formatEdits(audited, file.auditor)) {
        const { start, end } = toSourceSpan(source, span);
        const place = { start: record.span.start + start, end: record.span.start + end };
        edits.push({ span: place, text: source.encode(text) });
      }
    }
    yield;
  }
  return edits.sort((a, b) => a.span.start - b.span.start);
}
