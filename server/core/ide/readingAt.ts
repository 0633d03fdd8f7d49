import type { AuditedFile } from "../audit/auditedFile";
import { readTrace } from "../readings/readTrace";
import { readingText } from "../readings/readingText";
import { LineTable } from "../text/lineTable";
import { recordAt } from "./place";

/** How the trace at a place of a file was read, for people. */
export interface ReadingAt {
  /** Number of the record in the file, from 0. */
  readonly record: number;
  /** Number of the trace in the record, from 0. */
  readonly trace: number;
  readonly text: string;
}

/** The last of a record's traces that begins before the place, else the first; undefined if there is none. */
export function readingAt(file: AuditedFile, offset: number): ReadingAt | undefined {
  const record = recordAt(file, offset);
  if (record === undefined) return undefined;
  const { samples } = record.read;
  const start = record.span.start;
  const sample = samples.findLast(({ completion }) => start + completion.source.toSource(0) <= offset) ?? samples[0];
  if (sample === undefined) return undefined;
  const profile = file.profileOf(sample);
  const facts = profile && file.auditor.factsOf(sample, profile);
  const reading = readTrace(sample, profile?.dialect ?? null, facts);
  const lines = new LineTable(file.text);
  const text = readingText(reading, ({ span }) => {
    const { line, character } = lines.positionAt(start + span.start);
    return `${line + 1}:${character + 1}`;
  });
  return { record: sample.record, trace: sample.trace, text: `${text.join("\n")}\n` };
}
