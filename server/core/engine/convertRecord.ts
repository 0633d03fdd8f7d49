import { profileOf, type ReadBy } from "../audit/readBy";
import type { Dialect } from "../dialects/marks";
import { convertTraces, type ConvertedTraces } from "../readings/convertTraces";
import type { RecordText } from "../records/stream/recordTexts";

/** A record with its calls in another dialect: the edits of its text, and the traces that they result in. */
export interface ConvertedRecord extends ConvertedTraces {
  readonly traces: number;
}

/** Rewrites the calls of a record's traces in another dialect. A record that cannot be read stays unchanged. */
export function convertRecord(record: RecordText, by: ReadBy, to: Dialect): ConvertedRecord {
  const { text, index } = record;
  const { samples } = by.format.read(text, index, record);
  const converted = convertTraces(samples, (sample) => profileOf(sample, by)?.dialect ?? null, to);
  return { ...converted, traces: samples.length };
}
