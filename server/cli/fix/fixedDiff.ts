import { UnifiedDiff } from "../../core/fixing/unifiedDiff";
import type { RecordBatch } from "../../core/records/stream/recordBatch";
import type { FileState } from "../../node/replaceFile";
import { nodeUtf8 } from "../../node/utf8";
import { InputFailure } from "../failure";
import type { RecordEdit } from "./fixJob";
import type { FixedFile } from "./fixedFile";

/** A hunk must fit into one V8 string. */
const longestHunk = 500_000_000;
/** UTF-16 units of a diff that are held back at first: if a file fails early, none of its diff is shown. */
const heldBack = 1 << 20;

/** Shows the fixes in a file as a diff, hunk by hunk. */
export class FixedDiff implements FixedFile {
  /** Texts of batches that are being fixed, in order. */
  private readonly texts: string[] = [];
  private readonly diff: UnifiedDiff;
  private written: string[] = [];
  private length = 0;
  private isFirst = true;

  constructor(
    private readonly name: string,
    private readonly state: FileState | undefined,
    private readonly show: (diff: string) => Promise<void>,
  ) {
    this.diff = new UnifiedDiff(name);
  }

  take({ content }: RecordBatch): void {
    this.texts.push(typeof content === "string" ? content : nodeUtf8.decode(content));
  }

  async add(edits: readonly RecordEdit[]): Promise<void> {
    const text = this.texts.shift() ?? "";
    // Programs that apply the diff count a byte-order mark as part of the first line.
    const mark = this.isFirst && this.state?.hasMark === true ? "\uFEFF" : "";
    this.isFirst = false;
    const moved = edits.map(({ span, text: to }) => ({
      span: { start: mark.length + span.start, end: mark.length + span.end },
      text: to,
    }));
    this.put(this.diff.add(mark + text, moved));
    if (this.diff.held > longestHunk) {
      throw new InputFailure(
        `${this.name}: so many neighbouring lines change that they are more than ${longestHunk / 1e6} MB, too many for a diff. --write writes the file.`,
      );
    }
    if (this.length > heldBack) await this.showHeld();
  }

  async end(): Promise<void> {
    this.put(this.diff.end());
    await this.showHeld();
  }

  async abandon(): Promise<void> {
    // Everything shown so far is whole hunks.
  }

  private put(hunks: string): void {
    if (hunks !== "") this.written.push(hunks);
    this.length += hunks.length;
  }

  private async showHeld(): Promise<void> {
    const { written } = this;
    this.written = [];
    this.length = 0;
    for (const hunks of written) await this.show(hunks);
  }
}
