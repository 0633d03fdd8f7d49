import { auditSamples, type ReadBy } from "../../core/audit/readBy";
import { crashed, tooLong } from "../../core/engine/auditRecord";
import { type BatchOfFile, readByOf, recordsOf } from "../../core/engine/batch";
import { FilteredTrace } from "../../core/engine/filteredTrace";
import { echoedId } from "../../core/engine/recordId";
import type { UnreadableRecord } from "../../core/engine/results";
import { type Filter, passes } from "../../core/filters/filter";
import { fixRecord, type FixOptions } from "../../core/fixing/fixRecord";
import type { Sample } from "../../core/model/sample";
import type { RecordText } from "../../core/records/stream/recordTexts";
import { FixTally } from "../../core/report/fixTally";
import type { TextEdit } from "../../core/text/edits";
import type { Span } from "../../core/text/span";
import { nodeFiles } from "../../node/fileStore";
import { nodeUtf8 } from "../../node/utf8";
import type { Runner } from "../../node/workers/protocol";
import { type SetupFlags, Setups } from "../audit/setup";
import { placedError } from "../output/placedError";
import { placesIn } from "../run/placesInBatch";
import { stackOf } from "../../core/text/thrown";

/** The settings for all batches of a run. Plain data: it goes to workers as it is. */
export interface FixSettings {
  readonly setup: SetupFlags;
  /** Absolute path. */
  readonly workingFolder: string;
  readonly options: Omit<FixOptions, "only">;
  /** Traces that do not pass are not fixed. */
  readonly only: Filter | undefined;
}

/** An edit of a record, in the batch's text and in its bytes. */
export interface RecordEdit extends TextEdit {
  readonly bytes: Span;
}

/** The result of fixing a batch. Plain data. */
export interface FixAnswer {
  /** In order. */
  readonly edits: readonly RecordEdit[];
  /** Bytes of the batch's text in UTF-8. */
  readonly length: number;
  readonly counts: FixTally;
  /** Records that are too long, or over which the program failed. */
  readonly crashed: number;
  /** Messages for standard error. */
  readonly messages: readonly string[];
}

/** Makes the function that fixes batches, one after the other; the same in the main thread and in a worker. */
export function startFixing(settings: FixSettings): Runner<BatchOfFile, FixAnswer> {
  let messages: string[] = [];
  const setups = new Setups(settings.setup, settings.workingFolder, nodeFiles, (line) => messages.push(line));
  return async (job, atRecord) => {
    const { auditor } = await setups.of(job.path);
    const by = readByOf(job, auditor);
    const edits: RecordEdit[] = [];
    const counts = new FixTally();
    let failures = 0;
    const places = placesIn(job);
    const passOver = (result: UnreadableRecord): void => {
      failures++;
      messages.push(placedError(result));
    };
    for (const { record, deadly } of recordsOf(job, nodeUtf8, atRecord)) {
      const place = places.next(record.text);
      if (deadly !== undefined) passOver(crashed(job.file, record, deadly));
      else if (record.tooLong !== undefined) passOver(tooLong(job.file, record, record.tooLong));
      else {
        try {
          const text = fixText(job.file, record, by, settings, counts);
          if (text !== undefined) edits.push({ ...place, text });
        } catch (error) {
          passOver(crashed(job.file, record, stackOf(error)));
        }
      }
    }
    const said = messages;
    messages = [];
    return { edits, length: places.length, counts, crashed: failures, messages: said };
  };
}

/** @returns the record's text after its fixes; undefined if none was made */
function fixText(
  file: string,
  record: RecordText,
  by: ReadBy,
  { options, only }: FixSettings,
  counts: FixTally,
): string | undefined {
  const { text, index } = record;
  const read = by.format.read(text, index, record);
  const samples = auditSamples(read.samples, by);
  if (read.samples.length === 0) counts.unread++;
  counts.unchecked += read.samples.length - samples.length;
  const asked =
    only === undefined
      ? samples
      : samples.filter((found) => {
          const { sample } = found;
          return passes(
            only,
            new FilteredTrace({ file, id: echoedId(sample, text), sample, by, found: { is: found } }),
          );
        });
  counts.notPassing += samples.length - asked.length;
  if (only !== undefined && asked.length === 0) return undefined;
  const audit = (given: typeof read.samples): ReturnType<typeof auditSamples> => auditSamples(given, by);
  const fixed = fixRecord(
    { auditor: by.auditor, format: by.format, audit },
    { text, index, read, samples, next: record.next },
    { ...options, only: isOneOf(asked) },
  );
  counts.add(fixed);
  return fixed.made.length > 0 ? fixed.text : undefined;
}

/** Is it one of these samples? While their record is being fixed they are read again, and keep their numbers. */
function isOneOf(samples: ReturnType<typeof auditSamples>): (sample: Sample) => boolean {
  const keys = new Set(samples.map(({ sample }) => keyOf(sample)));
  return (sample) => keys.has(keyOf(sample));
}

function keyOf({ record, trace }: Sample): string {
  return `${record}/${trace}`;
}
