import { ListFigures, type ListSummary } from "../runs/listFigures";
import { type Found, isFindingWanted, isStateWanted, type ListFilter, needsFinding } from "../runs/listFilter";
import { RunTable } from "../runs/table/runTable";
import { GrowingColumn } from "./growingColumn";
import type { RecordFault, RowsAnswer } from "./rowsJob";

/** Maximum number of unreadable records of which the reason is kept. */
const maxReasons = 3;

/**
 * The samples of a file as rows of a table, and the problems of its records. The table may be shared by several files.
 * Its rows are never changed: if a record changes, its rows are dropped, and new ones are added at the table's end.
 */
export class FileRows {
  /** Numbers of this file's rows in the table, the dropped ones left out. */
  private rows = new GrowingColumn(Uint32Array);
  /** Are rows in another order than their records, like those of a record that was read again? */
  private isMixed = false;
  private readonly figures = new ListFigures();
  private readonly faults = new Map<number, readonly RecordFault[]>();
  /** Records that cannot be read, and why, for a few of them. */
  private readonly reasons = new Map<number, string | undefined>();

  constructor(readonly table = new RunTable()) {}

  /** Adds the results for the next records. */
  append({ rows, faults, unreadable }: Pick<RowsAnswer, "rows" | "faults" | "unreadable">): void {
    for (const row of rows) {
      this.figures.add(row);
      this.rows.push(this.table.append(row));
    }
    for (const fault of faults) {
      this.faults.set(fault.record, [...(this.faults.get(fault.record) ?? []), fault]);
      this.figures.addFault(fault);
    }
    for (const { record, why } of unreadable) {
      this.reasons.set(record, this.reasons.size < maxReasons ? why : undefined);
    }
  }

  /** Drops records from this one on: they will come again. */
  forget(from: number): void {
    this.drop((record) => record >= from);
  }

  /** Replaces the rows of one record that was read again. */
  replace(record: number, answer: Pick<RowsAnswer, "rows" | "faults" | "unreadable">): void {
    this.drop((other) => other === record);
    this.append(answer);
    this.isMixed = true;
  }

  /** Puts the rows into another table, which none of the dropped ones encumber. */
  moved(table: RunTable): FileRows {
    const moved = new FileRows(table);
    const faults = [...this.faults.values()].flat();
    const unreadable = [...this.reasons].map(([record, why]) => ({ record, why }));
    moved.append({ rows: [], faults, unreadable });
    for (const row of this.live) moved.append({ rows: [this.table.get(row)], faults: [], unreadable: [] });
    return moved;
  }

  /** The table's rows that count, in the file's order. */
  get live(): Uint32Array {
    const { length } = this.rows;
    const rows = Uint32Array.from({ length }, (_, i) => this.rows.at(i));
    return !this.isMixed ? rows : rows.sort((a, b) => this.recordOf(a) - this.recordOf(b) || a - b);
  }

  get samples(): number {
    return this.rows.length;
  }

  /** The whole file in figures, whichever samples are wanted. */
  get summary(): ListSummary {
    return this.figures.summary;
  }

  /** How many records cannot be read. */
  get unreadable(): number {
    return this.reasons.size;
  }

  /** A few of the records that cannot be read, and why. */
  get firstUnreadable(): readonly { readonly record: number; readonly why: string }[] {
    return [...this.reasons].flatMap(([record, why]) => (why === undefined ? [] : [{ record, why }]));
  }

  /** Records with samples that are wanted, in order. */
  recordsWith(filter: ListFilter): number[] {
    const isWanted = (found: Found): boolean => isFindingWanted(filter, found);
    const isOfFindings = needsFinding(filter);
    const records = new Set<number>();
    for (const row of this.live) {
      if (isOfFindings && !this.table.findingsOf(row).some(isWanted)) continue;
      if (isStateWanted(filter, () => this.table.standing(row))) records.add(this.recordOf(row));
    }
    if (!isOfFindings || filter.states.size > 0) return [...records];
    const faulty = [...this.faults].filter(([record, faults]) => !records.has(record) && faults.some(isWanted));
    if (faulty.length === 0) return [...records];
    return [...records, ...faulty.map(([record]) => record)].sort((a, b) => a - b);
  }

  private drop(isGone: (record: number) => boolean): void {
    const kept = new GrowingColumn(Uint32Array);
    for (let i = 0; i < this.rows.length; i++) {
      const row = this.rows.at(i);
      if (isGone(this.recordOf(row))) {
        this.table.drop(row);
        this.figures.add(this.table.get(row), -1);
      } else kept.push(row);
    }
    this.rows = kept;
    for (const [record, faults] of this.faults) {
      if (!isGone(record)) continue;
      this.faults.delete(record);
      for (const fault of faults) this.figures.addFault(fault, -1);
    }
    for (const record of this.reasons.keys()) if (isGone(record)) this.reasons.delete(record);
  }

  private recordOf(row: number): number {
    return this.table.record.get(row) ?? 0;
  }
}
