import type { Auditor } from "../../core/audit/auditor";
import { AuditedFile, type AuditedRecord, type AuditedSample } from "../../core/audit/auditedFile";
import { fileSpan } from "../../core/audit/places";
import { isFixable } from "../../core/fixing/fixesOf";
import type { Finding } from "../../core/model/finding";
import type { RecordProblem } from "../../core/model/record";
import type { ProfileChoice } from "../../core/profiles/choose";
import { unreadableRecord } from "../../core/rules";
import { LineTable } from "../../core/text/lineTable";
import type { Span } from "../../core/text/span";
import type { Batch } from "../input/batch";
import type { PlacedFinding, Range, Result, VerdictByReading } from "../../core/engine/results";

/** The text that results speak of, by the file's line numbers. */
export interface SourceLines {
  lineText(line: number): string;
}

export interface AuditedBatch {
  /** One for each trace, and one for each record that holds none, in the file's order. Made as they are asked for. */
  readonly results: Iterable<Result>;
  readonly source: SourceLines;
  readonly records: number;
  /** The profile by which the file is read, once one is known: the next batch is read by it too. */
  readonly profile: ProfileChoice | undefined;
}

/** Audits some consecutive records of a file. */
export function auditBatch(
  file: string,
  batch: Batch,
  firstRecord: number,
  auditor: Auditor,
  profile: ProfileChoice | undefined,
): AuditedBatch {
  const audited = new AuditedFile(auditor, batch.format, batch.text, profile);
  const lines = new LineTable(batch.text);
  return {
    results: resultsOf(new Placed(file, batch, firstRecord, lines, audited), audited),
    source: { lineText: (line) => lines.lineText(line - batch.firstLine) },
    records: audited.records.length,
    profile: audited.profile,
  };
}

function* resultsOf(placed: Placed, audited: AuditedFile): Generator<Result> {
  for (const record of audited.records) yield* placed.resultsOf(record, audited.isForeign);
}

/** Puts what was found in a batch at its place in the file. */
class Placed {
  constructor(
    private readonly file: string,
    private readonly batch: Batch,
    private readonly firstRecord: number,
    private readonly lines: LineTable,
    private readonly audited: AuditedFile,
  ) {}

  *resultsOf(record: AuditedRecord, isForeign: boolean): Generator<Result> {
    const problems = isForeign ? [] : record.problems;
    const { samples } = record.read;
    if (samples.length === 0) {
      yield this.unreadable(record, problems);
      return;
    }
    const audited = new Map(record.samples.map((sample) => [sample.sample, sample]));
    for (const [i, sample] of samples.entries()) {
      const found = audited.get(sample);
      const ofRecord = i === 0 ? problems.map((problem) => this.ofRecord(record, problem)) : [];
      yield {
        kind: "trace",
        file: this.file,
        record: this.firstRecord + sample.record,
        trace: sample.trace,
        id: sample.attributes.id,
        profile: found?.profile.name,
        verdict: found && verdictOf(found),
        findings: [...ofRecord, ...(found?.findings.map((finding) => this.ofSample(record, found, finding)) ?? [])],
        leftOut: leftOut(found),
      };
    }
  }

  /** @param problems what the settings leave of the record's problems. The error is told whatever they say. */
  private unreadable(record: AuditedRecord, problems: readonly RecordProblem[]): Result {
    const problem = gravest(problems);
    const { code, message } = gravest(record.read.problems) ?? {
      code: "no-trace",
      message: "This record holds no trace.",
    };
    return {
      kind: "unreadable",
      file: this.file,
      record: this.firstRecord + record.index,
      line: this.positions(record.span).start.line,
      finding: problem && this.ofRecord(record, problem),
      error: { code, message },
    };
  }

  private ofRecord(record: AuditedRecord, problem: RecordProblem): PlacedFinding {
    const { start } = record.span;
    return {
      rule: unreadableRecord.id,
      severity: problem.severity,
      message: problem.message,
      part: "record",
      range: this.positions({ start: start + problem.span.start, end: start + problem.span.end }),
      related: [],
      fixable: false,
    };
  }

  private ofSample(record: AuditedRecord, sample: AuditedSample, finding: Finding): PlacedFinding {
    const { audited } = this;
    return {
      rule: finding.rule,
      severity: finding.severity,
      message: finding.message,
      part: finding.part.role,
      range: this.positions(fileSpan(record, finding)),
      related: finding.related.map((related) => ({
        message: related.message,
        range: this.positions(fileSpan(record, related)),
      })),
      // Asked for by few formats, and not for nothing: each fix is tried.
      get fixable() {
        return isFixable(finding, sample, audited);
      },
    };
  }

  private positions({ start, end }: Span): Range {
    return { start: this.position(start), end: this.position(end) };
  }

  private position(offset: number): Range["start"] {
    const { line, character } = this.lines.positionAt(offset);
    return { line: this.batch.firstLine + line, character };
  }
}

function verdictOf({ facts, sample }: AuditedSample): VerdictByReading | undefined {
  if (sample.unanswered) return undefined;
  const readings = facts.judgement(sample.completion)?.readings;
  return (
    readings && {
      parsed: readings.parsed.verdict ?? null,
      train: readings.train.verdict ?? null,
      eval: readings.eval.verdict ?? null,
      sftFilter: readings.sftFilter.verdict ?? null,
    }
  );
}

function leftOut(sample: AuditedSample | undefined): number {
  return Object.values(sample?.leftOut ?? {}).reduce((sum, count) => sum + count, 0);
}

function gravest(problems: readonly RecordProblem[]): RecordProblem | undefined {
  return problems.find(({ severity }) => severity === "error") ?? problems[0];
}
