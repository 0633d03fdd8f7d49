import type { AuditedFile } from "../audit/auditedFile";
import type { Dialect } from "../dialects/marks";
import { convertTraces, type ConvertedTraces } from "../readings/convertTraces";
import type { TextEdit } from "../text/edits";

/** Writes all calls of a file's traces in another dialect, one record per step. The edits' offsets are in the file. */
export function* convertFile(file: AuditedFile, to: Dialect): Generator<undefined, ConvertedTraces> {
  const edits: TextEdit[] = [];
  let [calls, left, data] = [0, 0, 0];
  for (const { read, span: place } of file.records) {
    const converted = convertTraces(read.samples, (sample) => file.profileOf(sample)?.dialect ?? null, to);
    for (const { span, text } of converted.edits) {
      edits.push({ span: { start: place.start + span.start, end: place.start + span.end }, text });
    }
    calls += converted.calls;
    left += converted.left;
    data += converted.data;
    yield undefined;
  }
  return { edits, calls, left, data };
}
