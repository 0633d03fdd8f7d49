import { countRecords, type RecordBatch } from "./recordBatch";

/**
 * Gives each batch the record behind its last one, for formats that look ahead. Each batch waits for the next one that
 * has records.
 */
export async function* aheadBatches(batches: AsyncIterable<RecordBatch>): AsyncGenerator<RecordBatch> {
  let held: RecordBatch[] = [];
  for await (const batch of batches) {
    const next = firstOf(batch);
    const [waiting, ...blank] = held;
    if (waiting !== undefined && countRecords(batch) === 0) {
      held.push(batch);
      continue;
    }
    if (waiting !== undefined) yield next === undefined ? waiting : { ...waiting, next };
    yield* blank;
    held = [batch];
  }
  yield* held;
}

/** The first record of a batch, in memory of its own; undefined if there is none, or one that is too long. */
function firstOf({ content, spans, tooLong }: RecordBatch): Uint8Array | string | undefined {
  if (spans.length === 0 || tooLong.some(({ record }) => record === 0)) return undefined;
  return content.slice(spans[0], spans[1]);
}
