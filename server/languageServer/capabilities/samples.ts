import type { ServerCapabilities } from "vscode-languageserver";
import type { AuditedFile, AuditedSample } from "../../core/audit/auditedFile";
import { type SampleSummary, samplesRequest, type SamplesParams, type SamplesResult } from "../../protocol/samples";
import { isFlipped } from "../../core/ide/judgements/holding";
import { ownVerdict } from "../../core/ide/judgements/judgementTitles";
import { answerRequest } from "../messages";
import type { OpenDocument } from "../openDocument";
import { Refused, runSafe } from "../runSafe";
import { entriesOf, summary, toldOfEntry, wantedSlice } from "../sampleEntries";
import { sliceOnDisk } from "../samplesOnDisk";
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
      return file.isForeign ? null : slice(document, file, params, await judgedIn(file, judging));
    });
  });
  return {};
}

const notOfLargeFiles =
  "Which verdicts flipped is not known of a file this large: clear the filter, or cut the file into parts that are opened whole.";

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

function slice(
  document: OpenDocument,
  file: AuditedFile,
  params: SamplesParams,
  judged: ReadonlyMap<AuditedSample, boolean>,
): SamplesResult {
  const { start, end, isFiltered, leaves } = wantedSlice(params);
  const rules: Record<string, number> = {};
  const total = { error: 0, warning: 0, information: 0 };
  const shown: SampleSummary[] = [];
  let samplesSeen = 0;
  let matching = 0;
  for (const record of file.records) {
    for (const entry of entriesOf(record)) {
      samplesSeen++;
      const told = toldOfEntry(entry);
      for (const { rule, severity } of told) {
        rules[rule] = (rules[rule] ?? 0) + 1;
        total[severity]++;
      }
      if (params.flipped === true && (entry.sample === undefined || judged.get(entry.sample) !== true)) continue;
      const left = isFiltered ? told.filter(leaves) : told;
      if (isFiltered && left.length === 0) continue;
      if (matching >= start && matching < end) {
        shown.push(summary(file, entry, left, (span) => document.rangeOf(span)));
      }
      matching++;
    }
  }
  return { total: samplesSeen, matching, samples: shown, rules, severities: total, ...judgedCounts(judged) };
}

function judgedCounts(judged: ReadonlyMap<AuditedSample, boolean>): { judged: number; flipped: number } {
  return { judged: judged.size, flipped: [...judged.values()].filter(Boolean).length };
}
