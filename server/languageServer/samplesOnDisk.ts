import type { CancellationToken } from "vscode-languageserver";
import { RecordPlaces } from "../core/engine/recordPlaces";
import type { RecordRead } from "../core/fileIndex/indexState";
import { isFiltering, type ListFilter } from "../core/runs/listFilter";
import type { SamplePlace, SamplePlaceParams, SamplesParams, SamplesResult, SampleSummary } from "../protocol/samples";
import type { DiskFile } from "./diskFiles";
import { stopIfCancelled } from "./runSafe";
import { entriesOf, filterOf, isListed, listedOf, placeBeside, sliceOf, summary } from "./sampleEntries";
import type { Services } from "./services";

/** Milliseconds of work before waiting messages are handled. */
const breathEvery = 10;

/**
 * A slice of the samples of a file that no editor has open. It is counted in records, whose samples are listed one
 * below the other: the number of samples in a record is known only once it is read. A filtered slice has only those
 * that are checked so far.
 */
export async function sliceOnDisk(
  { timers }: Pick<Services, "timers">,
  { index, checking }: DiskFile,
  params: SamplesParams,
  token: CancellationToken,
): Promise<SamplesResult> {
  const filter = filterOf(params);
  const slice = sliceOf(params);
  await index.known(slice.end);
  const { phase, records } = index.state;
  if (phase === "failed") return null;
  const matching = isFiltering(filter) ? checking.rows.recordsWith(filter) : undefined;
  const samples: SampleSummary[] = [];
  let since = timers.now();
  for await (const read of recordsOf(index, slice, matching)) {
    samples.push(...summariesOf(read, filter));
    if (timers.now() - since < breathEvery) continue;
    await timers.breathe();
    stopIfCancelled(token);
    since = timers.now();
  }
  return { total: records, matching: matching?.length ?? records, samples, summary: checking.rows.summary };
}

/** The place in that list of a record, or of the one beside it. */
export function placeOnDisk({ index, checking }: DiskFile, params: SamplePlaceParams): SamplePlace | null {
  const { record = 0, step } = params;
  const filter = filterOf(params);
  const { records } = index.state;
  if (!isFiltering(filter)) {
    const place = record + step;
    return place < 0 || place >= records ? null : { record: place, place, matching: records };
  }
  const listed = checking.rows.recordsWith(filter);
  const place = placeBeside(listed, record, step);
  const found = listed[place];
  return found === undefined ? null : { record: found, place, matching: listed.length };
}

async function* recordsOf(
  index: DiskFile["index"],
  { start, end }: { readonly start: number; readonly end: number },
  matching: readonly number[] | undefined,
): AsyncGenerator<RecordRead> {
  if (matching === undefined) {
    yield* index.records(start, end);
    return;
  }
  for (const record of matching.slice(start, end)) yield* index.records(record, record + 1);
}

function summariesOf({ file, text }: RecordRead, filter: ListFilter): SampleSummary[] {
  const places = new RecordPlaces(text.text, text);
  return file.records
    .flatMap(entriesOf)
    .filter((entry) => isListed(entry, filter))
    .map((entry) => summary(file, entry, listedOf(entry, filter), (span) => places.range(span)));
}
