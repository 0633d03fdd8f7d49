import type { RecordBatch } from "../../core/records/stream/recordBatch";
import type { RecordEdit } from "./fixJob";

/** Takes the fixes of a file, batch by batch: {@link FixedDiff}, {@link FixedInPlace}. */
export interface FixedFile {
  /** Called with a batch before it is fixed. */
  take(batch: RecordBatch): void;
  /**
   * Takes the edits of the next batch.
   *
   * @param bytes length of the batch in the file
   */
  add(edits: readonly RecordEdit[], bytes: number): Promise<void>;
  /** Called after the last batch. */
  end(): Promise<void>;
  /** Called if the file cannot be read to its end. */
  abandon(): Promise<void>;
}
