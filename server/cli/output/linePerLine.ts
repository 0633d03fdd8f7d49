import type { RecordBatch } from "../../core/records/stream/recordBatch";
import { recordLine } from "./json";

/** Joins the lines of records so that there is one output line for each input line, blank ones included. */
export class LinePerLine {
  private readonly lines: string[] = [];
  private next: number;

  constructor(
    private readonly file: string,
    private readonly batch: RecordBatch,
  ) {
    this.next = batch.firstLine;
  }

  /** @param traces the lines of the record's traces */
  add(record: number, line: number, traces: readonly string[]): void {
    this.blankUntil(line);
    const [only] = traces;
    this.lines.push(traces.length === 1 && only !== undefined ? only : recordLine(this.file, record, line, traces));
    this.next = line + 1;
  }

  /** All lines, including the blank ones after the last record. */
  whole(): string[] {
    this.blankUntil(this.batch.firstLine + this.batch.lines);
    return this.lines;
  }

  private blankUntil(line: number): void {
    for (; this.next < line; this.next++) this.lines.push(recordLine(this.file, null, this.next, []));
  }
}
