import type { AuditedFile, AuditedRecord, AuditedSample } from "../audit/auditedFile";
import type { Sample } from "../model/sample";
import { writeTraceFile, type WrittenTraceFile } from "../records/traceFile/writeTraceFile";
import { toWritten } from "../records/traceFile/writtenPlaces";
import { LineTable, type Range } from "../text/lineTable";
import type { Span } from "../text/span";
import { recordAt } from "./place";

/** What people see as one record: a line, an element, a row of columns. */
export interface RecordUnit {
  /** Number in the file, from 0. */
  readonly number: number;
  /** The record that contains it: the same one for all rows of columns. */
  readonly record: AuditedRecord;
}

/** How many records the file has. */
export function unitCount(file: AuditedFile): number {
  if (file.format.container !== "columns") return file.records.length;
  return (file.records[0]?.read.samples.at(-1)?.record ?? -1) + 1;
}

export function unitNumbered(file: AuditedFile, number: number): RecordUnit | undefined {
  if (file.format.container !== "columns") {
    const record = file.recordNumbered(number);
    return record && { number, record };
  }
  const [record] = file.records;
  return record === undefined || number < 0 || number >= unitCount(file) ? undefined : { number, record };
}

/** The record at an offset of the file; in columns, the row of the part at the offset. */
export function unitAt(file: AuditedFile, offset: number): RecordUnit | undefined {
  const record = recordAt(file, offset);
  if (record === undefined) return undefined;
  if (file.format.container !== "columns") return { number: record.index, record };
  const at = offset - record.span.start;
  const sample = record.read.samples.find((each) => each.completion.source.toText(at) !== undefined);
  return { number: sample?.record ?? 0, record };
}

/** The record of a sample. */
export function unitOf(file: AuditedFile, record: AuditedRecord, sample: Sample | undefined): RecordUnit {
  return { record, number: file.format.container === "columns" ? (sample?.record ?? 0) : record.index };
}

/** The samples of a record, without their findings. */
export function samplesOf(file: AuditedFile, { number, record }: RecordUnit): readonly Sample[] {
  const { samples } = record.read;
  return file.format.container === "columns" ? samples.filter((sample) => sample.record === number) : samples;
}

/** The samples of a record with their findings. */
export function auditedSamplesOf(file: AuditedFile, { number, record }: RecordUnit): readonly AuditedSample[] {
  const { samples } = record;
  return file.format.container === "columns" ? samples.filter(({ sample }) => sample.record === number) : samples;
}

/** How to find a record again when lines before it were added or removed. */
export interface RecordIdentity {
  /** The record's text in its file; empty for a row of columns, which never moves. */
  readonly raw: string;
  /** Is it the only record in the file with exactly this text? Otherwise it cannot be found again elsewhere. */
  readonly unique: boolean;
}

/** What is needed to find a record in a later text of its file. */
export function identityOf(file: AuditedFile, { number, record }: RecordUnit): RecordIdentity {
  if (file.format.container === "columns") return { raw: "", unique: false };
  const raw = file.textOf(record.span);
  return { raw, unique: findRaw(file, raw, number) === undefined };
}

/** The present number of the record that had `number`: it changes if lines before it were added or removed. */
export function followed(file: AuditedFile, number: number, known: RecordIdentity): number {
  const here = unitNumbered(file, number);
  if (!known.unique || (here !== undefined && file.textOf(here.record.span) === known.raw)) return number;
  const found = findRaw(file, known.raw, number);
  return found === undefined || findRaw(file, known.raw, found) !== undefined ? number : found;
}

/** The first record, other than `but`, with exactly this text. */
function findRaw({ records, text }: AuditedFile, raw: string, but: number): number | undefined {
  return records.find(
    ({ index, span: { start, end } }) => index !== but && end - start === raw.length && text.startsWith(raw, start),
  )?.index;
}

/** A record's number, from 1, and its id. */
export function nameOf(file: AuditedFile, unit: RecordUnit): string {
  const id = samplesOf(file, unit)[0]?.attributes.id;
  const number = String(unit.number + 1);
  return id === undefined || id.trim() === "" || id === number ? number : `${number} · ${id.trim().slice(0, 60)}`;
}

/** A record as `.trace` text. */
export interface RecordText {
  readonly name: string;
  readonly written: WrittenTraceFile;
  readonly lines: LineTable;
}

const remembered = new WeakMap<readonly Sample[], Map<string, RecordText>>();

/** The record as `.trace` text; remembered as long as the record is. */
export function textOf(file: AuditedFile, unit: RecordUnit): RecordText {
  const { samples } = unit.record.read;
  let texts = remembered.get(samples);
  if (texts === undefined) remembered.set(samples, (texts = new Map<string, RecordText>()));
  const name = nameOf(file, unit);
  const profile = file.profile?.profile.name;
  const key = `${profile ?? ""} ${name}`;
  let text = texts.get(key);
  if (text === undefined) {
    const written = writeTraceFile(samplesOf(file, unit), profile);
    text = { name, written, lines: new LineTable(written.text) };
    texts.set(key, text);
  }
  return text;
}

/** The place of a file's span in its record's text; undefined if the text does not show it. */
export function rangeInText({ record }: RecordUnit, { written, lines }: RecordText, span: Span): Range | undefined {
  const { start } = record.span;
  const found = toWritten(written, { start: span.start - start, end: span.end - start });
  return found && { start: lines.positionAt(found.start), end: lines.positionAt(found.end) };
}
