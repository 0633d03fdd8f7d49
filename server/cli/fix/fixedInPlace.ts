import { ChangedMeanwhile } from "../../core/host/changedMeanwhile";
import { whyUnwritable } from "../../core/host/whyUnwritable";
import { type FileState, Replacement } from "../../node/replaceFile";
import { InputFailure } from "../failure";
import type { RecordEdit } from "./fixJob";
import type { FixedFile } from "./fixedFile";

/**
 * Writes the fixes into the file: a new file with the records' ranges replaced, which takes the old one's place once it
 * is whole.
 */
export class FixedInPlace implements FixedFile {
  private replacement: Replacement | undefined;
  /** The offset of the next batch in the file. */
  private start: number;
  private failure: InputFailure | undefined;

  constructor(
    private readonly name: string,
    private readonly state: FileState,
  ) {
    this.start = state.hasMark ? 3 : 0;
  }

  take(): void {
    // The file has the text.
  }

  async add(edits: readonly RecordEdit[], bytes: number): Promise<void> {
    const { start } = this;
    this.start += bytes;
    if (edits.length === 0 || this.failure !== undefined) return;
    await this.guarded(async () => {
      this.replacement ??= await Replacement.begin(this.state);
      for (const edit of edits) {
        await this.replacement.replaceRange(start + edit.bytes.start, start + edit.bytes.end, Buffer.from(edit.text));
      }
    });
  }

  async end(): Promise<void> {
    const { replacement } = this;
    if (replacement !== undefined && this.failure === undefined) {
      await this.guarded(async () => {
        await replacement.copyRest();
        await replacement.commit();
      });
    }
    if (this.failure !== undefined) throw this.failure;
  }

  async abandon(): Promise<void> {
    await this.replacement?.abandon();
  }

  /** A file that cannot be written is reported at its end; its records are still reported. */
  private async guarded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      const what =
        error instanceof ChangedMeanwhile
          ? `${error.message}. Nothing is lost; run the command again.`
          : `${whyUnwritable(error)}. The file is as it was.`;
      this.failure = new InputFailure(`${this.name}: not written: ${what}`);
    }
  }
}
