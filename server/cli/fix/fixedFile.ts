import type { RecordBatch } from "../../core/records/stream/recordBatch";
import type { RecordEdit } from "./fixJob";

/** Where what is fixed in a file goes, batch by batch: {@link FixedDiff}, {@link FixedInPlace}. */
export interface FixedFile {
  /** Hears of a batch before it is fixed. */
  take(batch: RecordBatch): void;
  /**
   * Takes the edits of the next batch.
   *
   * @param bytes that the batch has in the file
   */
  add(edits: readonly RecordEdit[], bytes: number): Promise<void>;
  /** All batches were added. */
  end(): Promise<void>;
  /** The file cannot be read to its end. */
  abandon(): Promise<void>;
}
