import { profileOf, type ReadBy } from "../audit/readBy";
import type { Dialect } from "../dialects/marks";
import { convertTrace } from "../readings/convertTrace";
import type { RecordText } from "../records/stream/recordTexts";
import type { TextEdit } from "../text/edits";
import type { ParseOptions } from "./parseRecord";

/** A record with its calls in another dialect: the edits of its text, and what they leave. */
export interface ConvertedRecord {
  readonly edits: readonly TextEdit[];
  readonly traces: number;
  /** 1 for a record that cannot be read. */
  readonly unread: number;
  /** How many calls were written anew. */
  readonly calls: number;
  /** How many calls stay because they are cut off or have no name. */
  readonly left: number;
  /** How many calls are given as data, and stay. */
  readonly data: number;
}

/** Writes the calls of a record's traces in another dialect. A record that cannot be read stays as it is. */
export function convertRecord(
  { text, index, unfinished }: RecordText,
  by: ReadBy,
  { dialect, isAsked }: Pick<ParseOptions, "dialect" | "isAsked">,
  to: Dialect,
): ConvertedRecord {
  const edits: TextEdit[] = [];
  const written = new Set<number>();
  let [calls, left, data] = [0, 0, 0];
  const { samples } = by.format.read(text, index, unfinished);
  for (const sample of samples) {
    const own = isAsked ? dialect : (profileOf(sample, by)?.dialect ?? dialect);
    const converted = convertTrace(sample, own, to);
    // Two traces of a record may share their text.
    if (converted.edits.some(({ span }) => written.has(span.start))) continue;
    for (const edit of converted.edits) written.add(edit.span.start);
    edits.push(...converted.edits);
    calls += converted.calls;
    left += converted.left.length;
    data += converted.data;
  }
  return { edits, traces: samples.length, unread: samples.length === 0 ? 1 : 0, calls, left, data };
}
