import type { Finding, Severity } from "../model/finding";
import type { RecordProblem } from "../model/record";
import { notUnderstood, unreadableRecord } from "../rules";
import type { Span } from "../text/span";
import type { AuditedFile, AuditedRecord } from "./auditedFile";
import { notUnderstoodOf } from "./notUnderstood";
import { fileSpan } from "./places";

/** Something to report about a file: a rule's finding, or a problem of a record or of the whole file. */
export interface Told {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** In the file. */
  readonly span: Span;
  /** Undefined for a problem of the whole file. */
  readonly record: AuditedRecord | undefined;
  /** A rule's finding; undefined for a problem of the record or the file. */
  readonly finding: Finding | undefined;
}

/** All that is to be reported about a file: problems of the whole file, then record by record. */
export function* toldOf(file: AuditedFile): Generator<Told> {
  if (file.isForeign) return;
  for (const problem of file.auditor.settled(file.problems)) yield toldOfProblem(undefined, problem);
  const once = countPassedOver(file);
  for (const record of file.records) {
    for (const problem of record.problems) yield toldOfProblem(record, problem);
    yield* toldOnce(record, file, once);
    for (const { findings } of record.samples) for (const finding of findings) yield toldOfFinding(record, finding);
  }
}

/** How often the file holds each kind of thing that is not understood. */
function countPassedOver({ records }: AuditedFile): Map<string, number> {
  const counts = new Map<string, number>();
  for (const { read } of records) {
    for (const { what, count } of read.passedOver ?? []) counts.set(what, (counts.get(what) ?? 0) + count);
  }
  return counts;
}

/** @param untold count of each kind in the file that has not been reported yet; reported kinds are removed */
function* toldOnce(record: AuditedRecord, { auditor }: AuditedFile, untold: Map<string, number>): Generator<Told> {
  if (untold.size === 0) return;
  for (const { what, problem } of notUnderstoodOf(record.read, auditor)) {
    const count = untold.get(what);
    if (count === undefined) continue;
    untold.delete(what);
    const often = count === 1 ? "" : ` In this file: ${count.toLocaleString("en")} times.`;
    yield { ...toldOfProblem(record, problem), rule: notUnderstood.id, message: `${problem.message}${often}` };
  }
}

/** @param record the record that the problem's span counts in; undefined if it counts in the file */
export function toldOfProblem(record: AuditedRecord | undefined, { severity, message, span }: RecordProblem): Told {
  const start = record?.span.start ?? 0;
  return {
    rule: unreadableRecord.id,
    severity,
    message,
    span: { start: start + span.start, end: start + span.end },
    record,
    finding: undefined,
  };
}

export function toldOfFinding(record: AuditedRecord, finding: Finding): Told {
  const { rule, severity, message } = finding;
  return { rule, severity, message, span: fileSpan(record, finding), record, finding };
}

export interface FileCounts {
  readonly samples: number;
  readonly findings: Readonly<Record<Severity, number>>;
}

/** How many samples an audited file has, and how many findings. */
export function countFindings(file: AuditedFile): FileCounts {
  const findings = { error: 0, warning: 0, information: 0 };
  for (const { severity } of toldOf(file)) findings[severity]++;
  const samples = file.isForeign ? 0 : file.records.reduce((sum, { read }) => sum + read.samples.length, 0);
  return { samples, findings };
}
