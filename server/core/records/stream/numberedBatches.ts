import type { Utf8 } from "../../host/utf8";
import type { RecordFormat } from "../../model/record";
import type { RecordBatch } from "./recordBatch";
import { recordTexts } from "./recordTexts";

/**
 * Numbers the records of a file whose texts hold several each (a line of ms-swift is a step with all its rollouts).
 * Every text is read to count its records, because their numbers depend on all that comes before.
 */
export async function* numberedBatches(
  batches: AsyncIterable<RecordBatch>,
  format: RecordFormat,
  utf8: Utf8,
): AsyncGenerator<RecordBatch> {
  let firstRecord: number | undefined;
  for await (const batch of batches) {
    firstRecord ??= batch.firstRecord;
    const counts = Uint32Array.from(recordTexts(batch, utf8), (record) =>
      record.tooLong === undefined ? (format.read(record.text, record.index, record).count ?? 1) : 1,
    );
    yield { ...batch, firstRecord, counts };
    firstRecord += counts.reduce((sum, count) => sum + count, 0);
  }
}
