import type { AuditedFile } from "../audit/auditedFile";
import type { Span } from "../text/span";
import { outlineOf, type OutlineItem } from "./outline";

/** The spans of a file's samples, parts and blocks: level by level, the outer ones first. */
export function* foldableSpans(file: AuditedFile): Generator<Span> {
  let level: { readonly item: OutlineItem; readonly start: number }[] = file.records.flatMap((record) =>
    outlineOf(record, file.text).map((item) => ({ item, start: record.span.start })),
  );
  while (level.length > 0) {
    for (const { item, start } of level) yield { start: start + item.span.start, end: start + item.span.end };
    level = level.flatMap(({ item, start }) => item.children.map((child) => ({ item: child, start })));
  }
}
