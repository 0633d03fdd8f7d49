import type { CancellationToken } from "vscode-languageserver";
import { RecordPlaces } from "../core/engine/recordPlaces";
import type { RecordRead } from "../core/fileIndex/indexState";
import type { SamplesParams, SamplesResult, SampleSummary } from "../protocol/samples";
import type { DiskFile } from "./diskFiles";
import { stopIfCancelled } from "./runSafe";
import { entriesOf, summary, toldOfEntry, type WantedSlice, wantedSlice } from "./sampleEntries";
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
  const wanted = wantedSlice(params);
  await index.known(wanted.end);
  const { phase, records } = index.state;
  if (phase === "failed") return null;
  const { rules, severities } = checking.rows.findings;
  const matching = wanted.isFiltered ? checking.rows.recordsWith(wanted) : undefined;
  const samples: SampleSummary[] = [];
  let since = timers.now();
  for await (const read of recordsOf(index, wanted, matching)) {
    samples.push(...summariesOf(read, wanted));
    if (timers.now() - since < breathEvery) continue;
    await timers.breathe();
    stopIfCancelled(token);
    since = timers.now();
  }
  return { total: records, matching: matching?.length ?? records, samples, rules, severities };
}

async function* recordsOf(
  index: DiskFile["index"],
  { start, end }: WantedSlice,
  matching: readonly number[] | undefined,
): AsyncGenerator<RecordRead> {
  if (matching === undefined) {
    yield* index.records(start, end);
    return;
  }
  for (const record of matching.slice(start, end)) yield* index.records(record, record + 1);
}

function summariesOf({ file, text }: RecordRead, { isFiltered, leaves }: WantedSlice): SampleSummary[] {
  const places = new RecordPlaces(text.text, text);
  return file.records.flatMap(entriesOf).flatMap((entry) => {
    const told = toldOfEntry(entry);
    const left = isFiltered ? told.filter(leaves) : told;
    return isFiltered && left.length === 0 ? [] : [summary(file, entry, left, (span) => places.range(span))];
  });
}
