import type { Utf8 } from "../../core/host/utf8";
import type { RecordBatch } from "../../core/records/stream/recordBatch";
import { LineTable } from "../../core/text/lineTable";
import type { SourceLines } from "./outputFormat";

/** The lines of a batch; split when the first one is needed. */
export class BatchLines implements SourceLines {
  private lines: LineTable | undefined;

  constructor(
    private readonly batch: RecordBatch,
    private readonly utf8: Utf8,
  ) {}

  line(number: number): { readonly text: string; readonly from: number } {
    const { content, firstLine, firstCharacter } = this.batch;
    this.lines ??= new LineTable(typeof content === "string" ? content : this.utf8.decode(content));
    return { text: this.lines.lineText(number - firstLine), from: number === firstLine ? firstCharacter : 0 };
  }
}
