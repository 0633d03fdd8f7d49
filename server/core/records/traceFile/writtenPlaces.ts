import type { Span } from "../../text/span";
import { toSourceSpan } from "../../text/sourceMap";
import type { WrittenTraceFile } from "./writeTraceFile";

/** The place of a record's span in its `.trace` text; undefined if it is in no part. */
export function toWritten({ parts }: WrittenTraceFile, recordSpan: Span): Span | undefined {
  let atEnd: Span | undefined;
  for (const { part, source } of parts) {
    const start = part.source.toText(recordSpan.start);
    if (start === undefined) continue;
    const end = part.source.toText(recordSpan.end) ?? start;
    const found = toSourceSpan(source, { start, end: Math.max(start, end) });
    // The end of one part may be the beginning of the next, which is then the one that is meant.
    if (start < part.text.length) return found;
    atEnd ??= found;
  }
  return atEnd;
}
