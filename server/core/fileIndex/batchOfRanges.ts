import { lineFeeds } from "../records/stream/place";
import { cutByDefault, longestRecord, type RecordBatch } from "../records/stream/recordBatch";
import type { RangeReader } from "./rangeReader";
import type { RecordRanges } from "./recordRanges";

/** Records of a file that are read together, by their numbers, the end exclusive. */
export interface RecordsRead {
  readonly from: number;
  readonly to: number;
}

/**
 * Which records to read next: as many as a batch holds, at least one; a record that is too long is read alone.
 *
 * @param limit the end, exclusive
 * @param size bytes that are enough
 */
export function nextRecords(ranges: RecordRanges, from: number, limit: number, size = cutByDefault.size): RecordsRead {
  const begin = ranges.at(from).start;
  let to = from + 1;
  if (isTooLong(ranges, from)) return { from, to };
  while (to < limit && !isTooLong(ranges, to) && ranges.at(to).end - begin <= size) to++;
  return { from, to };
}

/**
 * Reads records of a file again, by their places. The reader notices changes meanwhile.
 *
 * @param looksAhead reads the record behind them too
 */
export async function batchOfRanges(
  ranges: RecordRanges,
  reader: RangeReader,
  { from, to }: RecordsRead,
  looksAhead = false,
): Promise<RecordBatch> {
  const first = ranges.at(from);
  // The spans are those at the time of the request: records may move before it is answered.
  const spans = new Uint32Array(2 * (to - from));
  const place = {
    firstRecord: from,
    firstLine: first.line,
    firstCharacter: first.character,
    firstByte: first.start,
    unfinished: ranges.unfinished && to === ranges.count,
  };
  if (isTooLong(ranges, from)) {
    return { ...place, content: "", spans, lines: 1, tooLong: [{ record: 0, bytes: ranges.lengthOf(from) }] };
  }
  for (let record = from; record < to; record++) {
    const { start, end } = ranges.at(record);
    spans.set([start - first.start, end - first.start], 2 * (record - from));
  }
  const end = spans.at(-1) ?? 0;
  if (!looksAhead || to >= ranges.count || isTooLong(ranges, to)) {
    const content = await reader.read(first.start, first.start + end);
    return { ...place, content, spans, lines: lineFeeds(content), tooLong: [] };
  }
  const behind = ranges.at(to);
  const bytes = await reader.read(first.start, behind.end);
  const content = bytes.subarray(0, end);
  const next = bytes.subarray(behind.start - first.start);
  return { ...place, content, spans, lines: lineFeeds(content), tooLong: [], next };
}

function isTooLong(ranges: RecordRanges, record: number): boolean {
  return ranges.lengthOf(record) > longestRecord;
}
