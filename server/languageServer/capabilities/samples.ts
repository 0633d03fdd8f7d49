import type { ServerCapabilities } from "vscode-languageserver";
import type { AuditedFile, AuditedSample } from "../../core/audit/auditedFile";
import { ListFigures } from "../../core/runs/listFigures";
import {
  type SampleChoice,
  type SamplePlace,
  type SamplePlaceParams,
  samplePlaceRequest,
  type SampleSummary,
  samplesRequest,
  type SamplesParams,
  type SamplesResult,
} from "../../protocol/samples";
import { unitAt, unitOf } from "../../core/ide/recordUnits";
import { isFlipped } from "../../core/ide/judgements/holding";
import { ownVerdict } from "../../core/ide/judgements/judgementTitles";
import { answerRequest } from "../messages";
import type { OpenDocument } from "../openDocument";
import { Refused, runSafe } from "../runSafe";
import {
  entriesOf,
  type Entry,
  faultsOf,
  filterOf,
  isListed,
  listedOf,
  listedRowOf,
  placeBeside,
  sliceOf,
  summary,
} from "../sampleEntries";
import { placeOnDisk, sliceOnDisk } from "../samplesOnDisk";
import type { Judging, Services } from "../services";

/** Slices of the list of a file's samples with their findings, filtered by rule and severity. */
export function samples(services: Services): ServerCapabilities {
  const { connection, audits, answer, documents, diskFiles, judging, logger } = services;
  const what = "The list of samples";
  answerRequest(connection, samplesRequest, async (params, token) => {
    const { uri } = params;
    const onDisk = documents.get(uri) === undefined ? await diskFiles.of(uri) : undefined;
    if (onDisk !== undefined) {
      return runSafe(what, token, logger, () => {
        if (params.flipped === true) throw new Refused(notOfLargeFiles);
        return sliceOnDisk(services, onDisk, params, token);
      });
    }
    return answer<SamplesResult>(what, uri, token, null, async (document) => {
      const file = await audits.audited(document, token);
      if (file.isForeign) return null;
      return audits.inSteps(document, slice(document, file, params, await judgedIn(file, judging)), token);
    });
  });
  answerRequest(connection, samplePlaceRequest, async (params, token) => {
    const { uri } = params;
    const onDisk = documents.get(uri) === undefined ? await diskFiles.of(uri) : undefined;
    if (onDisk !== undefined) return runSafe(what, token, logger, () => placeOnDisk(onDisk, params));
    return answer<SamplePlace | null>(what, uri, token, null, async (document) => {
      const file = await audits.audited(document, token);
      if (file.isForeign) return null;
      // Followed at each rest of the cursor: what was judged again is looked up only if it decides.
      const judged = params.flipped === true ? await judgedIn(file, judging) : noneJudged;
      return placeIn(document, file, params, judged);
    });
  });
  return {};
}

const notOfLargeFiles =
  "Which verdicts flipped is not known of a file this large: clear the filter, or cut the file into parts that are opened whole.";

const noneJudged: ReadonlyMap<AuditedSample, boolean> = new Map();

/** The samples of a file that were judged again, each with whether its verdict has changed. */
async function judgedIn(file: AuditedFile, judging: Judging | undefined): Promise<ReadonlyMap<AuditedSample, boolean>> {
  const judged = new Map<AuditedSample, boolean>();
  if (judging === undefined) return judged;
  for (const { samples } of file.records) {
    for (const sample of samples) {
      const holding = await judging.judgements.holding(sample.sample, judging.setup.model);
      if (holding !== undefined) judged.set(sample, isFlipped(holding, ownVerdict(sample)));
    }
  }
  return judged;
}

/** Stops after each record: the reward of each sample is computed for the figures, once. */
function* slice(
  document: OpenDocument,
  file: AuditedFile,
  params: SamplesParams,
  judged: ReadonlyMap<AuditedSample, boolean>,
): Generator<undefined, SamplesResult> {
  const { start, end } = sliceOf(params);
  const figures = new ListFigures();
  const shown: SampleSummary[] = [];
  let samplesSeen = 0;
  let matching = 0;
  const filter = filterOf(params);
  for (const record of file.records) {
    yield undefined;
    for (const entry of entriesOf(record)) {
      samplesSeen++;
      const row = listedRowOf(entry);
      if (row !== undefined) figures.add(row);
      for (const fault of faultsOf(entry)) figures.addFault(fault);
      if (!isFlipWanted(entry, params, judged) || !isListed(entry, filter)) continue;
      if (matching >= start && matching < end) {
        shown.push(summary(file, entry, listedOf(entry, filter), (span) => document.rangeOf(span)));
      }
      matching++;
    }
  }
  return { total: samplesSeen, matching, samples: shown, summary: figures.summary, ...judgedCounts(judged) };
}

/** The place in that list of a record's first sample, or of the one beside it that can be shown. */
function placeIn(
  document: OpenDocument,
  file: AuditedFile,
  params: SamplePlaceParams,
  judged: ReadonlyMap<AuditedSample, boolean>,
): SamplePlace | null {
  const { at, step } = params;
  const record = params.record ?? (at === undefined ? undefined : unitAt(file, document.offsetAt(at))?.number);
  if (record === undefined) return null;
  const filter = filterOf(params);
  const records = file.records
    .flatMap(entriesOf)
    .filter((entry) => step === 0 || entry.sample !== undefined)
    .filter((entry) => isFlipWanted(entry, params, judged) && isListed(entry, filter))
    .map((entry) => unitOf(file, entry.record, entry.sample?.sample).number);
  const place = placeBeside(records, record, step);
  const found = records[place];
  return found === undefined ? null : { record: found, place, matching: records.length };
}

/** Do only samples count whose verdict flipped, and is this one of them? */
function isFlipWanted(
  { sample }: Entry,
  { flipped }: SampleChoice,
  judged: ReadonlyMap<AuditedSample, boolean>,
): boolean {
  return flipped !== true || (sample !== undefined && judged.get(sample) === true);
}

function judgedCounts(judged: ReadonlyMap<AuditedSample, boolean>): { judged: number; flipped: number } {
  return { judged: judged.size, flipped: [...judged.values()].filter(Boolean).length };
}
