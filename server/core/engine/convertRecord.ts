import { profileOf, type ReadBy } from "../audit/readBy";
import type { Dialect } from "../dialects/marks";
import { convertTraces, type ConvertedTraces } from "../readings/convertTraces";
import type { RecordText } from "../records/stream/recordTexts";

/** A record with its calls in another dialect: the edits of its text, and what they leave. */
export interface ConvertedRecord extends ConvertedTraces {
  readonly traces: number;
}

/** Writes the calls of a record's traces in another dialect. A record that cannot be read stays as it is. */
export function convertRecord({ text, index, unfinished }: RecordText, by: ReadBy, to: Dialect): ConvertedRecord {
  const { samples } = by.format.read(text, index, unfinished);
  const converted = convertTraces(samples, (sample) => profileOf(sample, by)?.dialect ?? null, to);
  return { ...converted, traces: samples.length };
}
