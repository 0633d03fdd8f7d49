import type { Severity } from "../model/finding";
import { RunTable } from "../runs/table/runTable";
import type { RecordFault, RowsAnswer } from "./rowsJob";

/** The findings that are wanted: an empty set means all. */
export interface WantedFindings {
  readonly severities: ReadonlySet<Severity>;
  readonly rules: ReadonlySet<string>;
}

/** The findings of a whole file. */
export interface FileFindings {
  readonly samples: number;
  readonly rules: Readonly<Record<string, number>>;
  readonly severities: Readonly<Record<Severity, number>>;
}

/**
 * The samples of a file as rows of a table, and the problems of its records. The table's rows are never changed: if a
 * record changes, its rows no longer count, and new ones are added at the table's end.
 */
export class FileRows {
  readonly table = new RunTable();
  private readonly outdated = new Set<number>();
  /** Are rows in another order than their records, like those of a record that was read again? */
  private isMixed = false;
  /** Number of findings of each rule, and of each severity. */
  private readonly rules = new Map<string, number>();
  private readonly severities = { error: 0, warning: 0, information: 0 };
  private readonly faults = new Map<number, readonly RecordFault[]>();

  /** Adds the results for the next records. */
  append({ rows, faults }: Pick<RowsAnswer, "rows" | "faults">): void {
    for (const row of rows) this.count(row.findings, 1);
    for (const row of rows) this.table.append(row);
    for (const fault of faults) {
      this.faults.set(fault.record, [...(this.faults.get(fault.record) ?? []), fault]);
      this.count([fault], 1);
    }
  }

  /** Drops records from this one on: they will come again. */
  forget(from: number): void {
    this.drop((record) => record >= from);
  }

  /** Replaces the rows of one record that was read again. */
  replace(record: number, answer: Pick<RowsAnswer, "rows" | "faults">): void {
    this.drop((other) => other === record);
    this.append(answer);
    this.isMixed = true;
  }

  /** The table's rows that count, in the file's order. */
  get live(): Uint32Array {
    const rows = this.table.all.filter((row) => !this.outdated.has(row));
    return !this.isMixed ? rows : rows.sort((a, b) => this.recordOf(a) - this.recordOf(b) || a - b);
  }

  get samples(): number {
    return this.table.length - this.outdated.size;
  }

  /** All findings, whichever are wanted. */
  get findings(): FileFindings {
    return { samples: this.samples, rules: Object.fromEntries(this.rules), severities: this.severities };
  }

  /** Records with findings that are wanted, in order. */
  recordsWith(wanted: WantedFindings): number[] {
    const isWanted = ({ rule, severity }: { readonly rule: string; readonly severity: Severity }): boolean =>
      (wanted.severities.size === 0 || wanted.severities.has(severity)) &&
      (wanted.rules.size === 0 || wanted.rules.has(rule));
    const records = new Set<number>();
    for (const row of this.live) if (this.table.findingsOf(row).some(isWanted)) records.add(this.recordOf(row));
    const faulty = [...this.faults].filter(([record, faults]) => !records.has(record) && faults.some(isWanted));
    if (faulty.length === 0) return [...records];
    return [...records, ...faulty.map(([record]) => record)].sort((a, b) => a - b);
  }

  private drop(isGone: (record: number) => boolean): void {
    for (let row = 0; row < this.table.length; row++) {
      if (this.outdated.has(row) || !isGone(this.recordOf(row))) continue;
      this.outdated.add(row);
      this.count(this.table.findingsOf(row), -1);
    }
    for (const [record, faults] of this.faults) {
      if (!isGone(record)) continue;
      this.faults.delete(record);
      this.count(faults, -1);
    }
  }

  private count(findings: readonly (Omit<RecordFault, "record"> & { readonly count?: number })[], sign: 1 | -1): void {
    for (const { rule, severity, count = 1 } of findings) {
      this.rules.set(rule, (this.rules.get(rule) ?? 0) + sign * count);
      this.severities[severity] += sign * count;
    }
  }

  private recordOf(row: number): number {
    return this.table.record.get(row) ?? 0;
  }
}
