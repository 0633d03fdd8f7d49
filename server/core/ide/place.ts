import type { AuditedFile, AuditedRecord, AuditedSample } from "../audit/auditedFile";
import type { Part } from "../model/sample";
import type { Tag, Trace } from "../model/trace";
import { walk } from "../model/trace";
import type { Span } from "../text/span";

/** A place in the text of a trace, at which to look for a tag under the cursor. */
export interface TracePlace {
  readonly record: AuditedRecord;
  readonly sample: AuditedSample;
  readonly part: Part;
  /** Offset in the part's text. */
  readonly offset: number;
}

export interface SamplePlace {
  readonly record: AuditedRecord;
  readonly sample: AuditedSample;
}

/** The sample at a place: among a record's samples, the last whose trace begins before it, else the first. */
export function samplePlaceAt(file: AuditedFile, offset: number): SamplePlace | undefined {
  const record = recordAt(file, offset);
  if (record === undefined) return undefined;
  const begun = ({ sample }: AuditedSample): boolean =>
    record.span.start + sample.completion.source.toSource(0) <= offset;
  const sample = record.samples.findLast(begun) ?? record.samples[0];
  return sample && { record, sample };
}

/** The same; but at a place outside all traces, the record's sample that is rewarded, if there is one. */
export function rewardedPlaceAt(file: AuditedFile, offset: number): SamplePlace | undefined {
  const place = samplePlaceAt(file, offset);
  if (place === undefined || place.sample.sample.rewarded) return place;
  const { record } = place;
  const isIn = ({ sample }: AuditedSample): boolean =>
    sample.completion.source.toText(offset - record.span.start) !== undefined;
  const sample = record.samples.some(isIn) ? undefined : record.samples.findLast((each) => each.sample.rewarded);
  return sample === undefined ? place : { record, sample };
}

/** The record that contains a file offset. */
export function recordAt(file: AuditedFile, offset: number): AuditedRecord | undefined {
  let low = 0;
  let high = file.records.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((file.records[middle]?.span.start ?? Infinity) <= offset) low = middle;
    else high = middle - 1;
  }
  return file.records[low];
}

/** The records that a span of the file touches, in order. */
export function* recordsIn(file: AuditedFile, { start, end }: Span): Iterable<AuditedRecord> {
  const first = recordAt(file, start);
  if (first === undefined) return;
  for (let i = first.index; i < file.records.length; i++) {
    const record = file.records[i];
    if (record === undefined || record.span.start > end) return;
    yield record;
  }
}

/** The trace, completion or ground truth, that contains a file offset. */
export function tracePlaceAt(file: AuditedFile, offset: number): TracePlace | undefined {
  const record = recordAt(file, offset);
  if (record === undefined) return undefined;
  for (const sample of record.samples) {
    for (const part of [sample.sample.completion, sample.sample.groundTruth]) {
      const at = part?.source.toText(offset - record.span.start);
      if (part !== undefined && at !== undefined) return { record, sample, part, offset: at };
    }
  }
  return undefined;
}

/** A tag of a trace, and whether the author means it or only speaks about it. */
export interface FoundTag {
  readonly tag: Tag;
  readonly mentioned: boolean;
}

/** The tag that contains an offset or ends at it. */
export function tagAt(trace: Trace, offset: number): FoundTag | undefined {
  const covers = (tag: Tag | undefined): tag is Tag =>
    tag !== undefined && tag.span.start <= offset && offset <= tag.span.end;
  let found: FoundTag | undefined;
  walk(trace.children, (node) => {
    if (node.kind === "text") return;
    const tags = node.kind === "block" ? [node.open, node.close] : [node.tag];
    for (const tag of tags) if (covers(tag)) found ??= { tag, mentioned: false };
  });
  const mention = trace.mentions.find(covers);
  return found ?? (mention && { tag: mention, mentioned: true });
}
