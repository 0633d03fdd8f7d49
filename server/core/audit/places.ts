import type { Location } from "../model/finding";
import { toSourceSpan } from "../text/sourceMap";
import type { Span } from "../text/span";
import type { AuditedRecord } from "./auditedFile";

/** The span in the file of a place in a sample's text. */
export function fileSpan(record: AuditedRecord, { part, span }: Location): Span {
  const inRecord = toSourceSpan(part.source, span);
  return { start: record.span.start + inRecord.start, end: record.span.start + inRecord.end };
}
