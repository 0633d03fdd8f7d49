import type { ServerCapabilities } from "vscode-languageserver";
import type { AuditedFile } from "../../core/audit/auditedFile";
import { type SampleSummary, samplesRequest, type SamplesParams, type SamplesResult } from "../../protocol/samples";
import { answerRequest } from "../messages";
import type { OpenDocument } from "../openDocument";
import { runSafe } from "../runSafe";
import { entriesOf, summary, toldOfEntry, wantedSlice } from "../sampleEntries";
import { sliceOnDisk } from "../samplesOnDisk";
import type { Services } from "../services";

/** Slices of the list of a file's samples with their findings, filtered by rule and severity. */
export function samples(services: Services): ServerCapabilities {
  const { connection, audits, answer, documents, diskFiles, logger } = services;
  const what = "The list of samples";
  answerRequest(connection, samplesRequest, async (params, token) => {
    const { uri } = params;
    const onDisk = documents.get(uri) === undefined ? await diskFiles.of(uri) : undefined;
    if (onDisk !== undefined) return runSafe(what, token, logger, () => sliceOnDisk(services, onDisk, params, token));
    return answer<SamplesResult>(what, uri, token, null, async (document) => {
      const file = await audits.audited(document, token);
      return file.isForeign ? null : slice(document, file, params);
    });
  });
  return {};
}

function slice(document: OpenDocument, file: AuditedFile, params: SamplesParams): SamplesResult {
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
      const left = isFiltered ? told.filter(leaves) : told;
      if (isFiltered && left.length === 0) continue;
      if (matching >= start && matching < end) {
        shown.push(summary(file, entry, left, (span) => document.rangeOf(span)));
      }
      matching++;
    }
  }
  return { total: samplesSeen, matching, samples: shown, rules, severities: total };
}
