import { profileOf, type ReadBy } from "../audit/readBy";
import type { ServerId } from "../dialects/inferenceServers";
import { readTrace, type CallReading, type TraceReading } from "../readings/readTrace";
import type { RecordText } from "../records/stream/recordTexts";
import { crashed, tooLong, whyNoTrace } from "./auditRecord";
import { echoedId, recordId } from "./recordId";
import { RecordPlaces } from "./recordPlaces";
import type { Range, UnreadableRecord } from "./results";
import { stackOf } from "../text/thrown";

/** How one trace of a file was read. Places are places in the file. */
export interface ParsedTrace extends Omit<TraceReading, "calls" | "drafts"> {
  readonly kind: "trace";
  readonly file: string;
  /** Number of the record in the file, from 0. */
  readonly record: number;
  /** Number of the trace in the record, from 0. */
  readonly trace: number;
  readonly id: string | undefined;
  readonly calls: readonly PlacedCall[];
  readonly drafts: readonly PlacedCall[];
}

export interface PlacedCall extends Omit<CallReading, "span"> {
  readonly range: Range;
}

/** What to report besides how a trace was read. */
export interface ParseOptions {
  /** Path of the field that is echoed as id; undefined for the one that the format knows. */
  readonly idField?: string | undefined;
  /** The servers and trainers whose reading is reported; undefined for all. */
  readonly readers?: readonly ServerId[] | undefined;
}

/** Reports how each trace of a record was read, or why the record cannot be read. Keeps no state and never throws. */
export function parseRecord(
  file: string,
  record: RecordText,
  by: ReadBy,
  options: ParseOptions = {},
): readonly (ParsedTrace | UnreadableRecord)[] {
  if (record.tooLong !== undefined) return [tooLong(file, record, record.tooLong)];
  try {
    return parse(file, record, by, options);
  } catch (error) {
    return [crashed(file, record, stackOf(error))];
  }
}

function parse(
  file: string,
  record: RecordText,
  by: ReadBy,
  { idField, readers }: ParseOptions,
): readonly (ParsedTrace | UnreadableRecord)[] {
  const { text, index, line } = record;
  const { samples, problems } = by.format.read(text, index, record);
  if (samples.length === 0) {
    const error = whyNoTrace(problems);
    return [{ kind: "unreadable", file, record: index, line, id: recordId(text, idField), finding: undefined, error }];
  }
  const places = new RecordPlaces(text, record);
  const placed = ({ span, ...call }: CallReading): PlacedCall => ({ ...call, range: places.range(span) });
  return samples.map((sample) => {
    const profile = profileOf(sample, by);
    const facts = profile && by.auditor.factsOf(sample, profile);
    const reading = readTrace(sample, profile?.dialect ?? null, facts, readers);
    return {
      ...reading,
      kind: "trace",
      file,
      // For columns, this is the row.
      record: sample.record,
      trace: sample.trace,
      id: echoedId(sample, text, idField),
      calls: reading.calls.map(placed),
      drafts: reading.drafts.map(placed),
    };
  });
}
