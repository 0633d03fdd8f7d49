import { LineTable, type Position } from "../text/lineTable";
import type { Span } from "../text/span";
import type { Range } from "./results";

/** Converts offsets in a record's text to places in its file. */
export class RecordPlaces {
  private table: LineTable | undefined;
  private oneLine: boolean | undefined;

  /** @param start where the record begins in the file */
  constructor(
    private readonly text: string,
    private readonly start: Position,
  ) {}

  range({ start, end }: Span): Range {
    return { start: this.position(start), end: this.position(end) };
  }

  private get isOneLine(): boolean {
    return (this.oneLine ??= !this.text.includes("\n") && !this.text.includes("\r"));
  }

  private position(offset: number): Position {
    const { start } = this;
    if (this.isOneLine) return { line: start.line, character: start.character + Math.min(offset, this.text.length) };
    this.table ??= new LineTable(this.text);
    const { line, character } = this.table.positionAt(offset);
    return { line: start.line + line, character: line === 0 ? start.character + character : character };
  }
}
