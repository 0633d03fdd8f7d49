import { auditBatchRecord } from "../engine/auditRecord";
import { type BatchOfFile, isForeign, readByOf, recordsOf } from "../engine/batch";
import type { Result } from "../engine/results";
import { createAuditor, type Overrides } from "../config/createAuditor";
import type { TeamConfig } from "../config/teamConfig";
import type { Utf8 } from "../host/utf8";
import type { Severity } from "../model/finding";
import { numberInIndex } from "./numberedSample";
import type { SampleRow } from "../model/sampleRow";

/** The name of the worker task that audits for an index. */
export const rowsKind = "rows";

/** The data from which any thread makes a file's auditor. Plain data. */
export interface RowsSettings {
  readonly config: TeamConfig;
  readonly overrides: Overrides;
}

/** A problem of a record itself, which belongs to no row. */
export interface RecordFault {
  readonly record: number;
  readonly rule: string;
  readonly severity: Severity;
}

/** The result of auditing a batch for the index. Plain data. */
export interface RowsAnswer {
  readonly rows: readonly SampleRow[];
  readonly faults: readonly RecordFault[];
  /** Records that cannot be read, and why. */
  readonly unreadable: readonly { readonly record: number; readonly why: string | undefined }[];
  /** Messages for the log. */
  readonly log: readonly string[];
}

export type RowsRunner = (job: BatchOfFile, atRecord: (record: number) => void) => Promise<RowsAnswer>;

/**
 * Makes the function that audits batches for an index, one after the other; the same in the main thread and in a
 * worker.
 */
export function startRows({ config, overrides }: RowsSettings, utf8: Utf8): RowsRunner {
  let log: string[] = [];
  const auditor = createAuditor(config, overrides, { log: (line) => log.push(line) });
  return (job, atRecord) => {
    const by = readByOf(job, auditor);
    const foreign = isForeign(job);
    const rows: SampleRow[] = [];
    const faults: RecordFault[] = [];
    const unreadable: { record: number; why: string }[] = [];
    for (const one of recordsOf(job, utf8, atRecord)) {
      const { record } = one;
      const results = auditBatchRecord(job.file, one, by, { row: true }, foreign);
      results.forEach((result, place) => {
        if (result.kind === "trace" && result.row !== undefined) {
          rows.push({ ...result.row, ...numberInIndex(by.format, result.row, record.index, place) });
        }
        if (result.kind === "unreadable") unreadable.push({ record: record.index, why: result.error.message });
        faults.push(...faultsOf(result, record.index));
      });
    }
    const said = log;
    log = [];
    return Promise.resolve({ rows, faults, unreadable, log: said });
  };
}

function faultsOf(result: Result, record: number): RecordFault[] {
  const { finding } = result.kind === "unreadable" ? result : { finding: undefined };
  const found = result.kind === "trace" ? result.findings.filter(({ part }) => part === "record") : [];
  return [...found, ...(finding === undefined ? [] : [finding])].map(({ rule, severity }) => ({
    record,
    rule,
    severity,
  }));
}
