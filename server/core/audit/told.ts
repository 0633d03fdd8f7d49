import type { Finding, Severity } from "../model/finding";
import type { RecordProblem } from "../model/record";
import { unreadableRecord } from "../rules";
import type { Span } from "../text/span";
import type { AuditedFile, AuditedRecord } from "./auditedFile";
import { fileSpan } from "./places";

/** Something to tell of a file: a rule's finding, or what is wrong with a record or with the file as a whole. */
export interface Told {
  readonly rule: string;
  readonly severity: Severity;
  readonly message: string;
  /** In the file. */
  readonly span: Span;
  /** Undefined for what is wrong with the file as a whole. */
  readonly record: AuditedRecord | undefined;
  /** What a rule found; undefined for what is wrong with the record or the file itself. */
  readonly finding: Finding | undefined;
}

/** All that is to be told of a file: what is wrong with it as a whole, then record by record. */
export function* toldOf(file: AuditedFile): Generator<Told> {
  if (file.isForeign) return;
  for (const problem of file.auditor.settled(file.problems)) yield toldOfProblem(undefined, problem);
  for (const record of file.records) {
    for (const problem of record.problems) yield toldOfProblem(record, problem);
    for (const { findings } of record.samples) for (const finding of findings) yield toldOfFinding(record, finding);
  }
}

/** @param record that the problem's span counts in; undefined where it counts in the file */
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

/** How many samples an audited file has, and how much was found in them. */
export function countFindings(file: AuditedFile): FileCounts {
  const findings = { error: 0, warning: 0, information: 0 };
  for (const { severity } of toldOf(file)) findings[severity]++;
  const samples = file.isForeign ? 0 : file.records.reduce((sum, { read }) => sum + read.samples.length, 0);
  return { samples, findings };
}
