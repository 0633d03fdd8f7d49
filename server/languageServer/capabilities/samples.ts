import type { ServerCapabilities } from "vscode-languageserver";
import type { AuditedFile, AuditedRecord, AuditedSample } from "../../core/audit/auditedFile";
import { fileSpan } from "../../core/audit/places";
import { type Told, toldOfFinding, toldOfProblem } from "../../core/audit/told";
import type { Severity } from "../../core/model/finding";
import {
  type FindingSummary,
  type SampleSummary,
  samplesRequest,
  type SamplesParams,
  type SamplesResult,
} from "../../protocol/samples";
import type { OpenDocument } from "../openDocument";
import { nameOf, unitOf } from "../../core/ide/recordUnits";
import type { Services } from "../services";
import { answerRequest } from "../messages";

/** The most findings that are sent for one sample. */
const findingsSent = 100;
/** No slice is longer. */
const longestSlice = 1000;

/** Slices of the list of a file's samples with their findings, filtered by rule and severity. */
export function samples({ connection, audits, answer }: Services): ServerCapabilities {
  answerRequest(connection, samplesRequest, (params, token) =>
    answer<SamplesResult>("The list of samples", params.uri, token, null, async (document) => {
      const file = await audits.audited(document, token);
      return file.isForeign ? null : slice(document, file, params);
    }),
  );
  return {};
}

/** A line of the list: a sample, or a record that gave none. */
interface Entry {
  readonly record: AuditedRecord;
  readonly sample: AuditedSample | undefined;
}

function slice(document: OpenDocument, file: AuditedFile, params: SamplesParams): SamplesResult {
  const { start, count } = params;
  const severities = new Set<Severity>(params.severities);
  const chosen = new Set(params.rules);
  const isFiltered = severities.size > 0 || chosen.size > 0;
  const leaves = ({ rule, severity }: Told): boolean =>
    (severities.size === 0 || severities.has(severity)) && (chosen.size === 0 || chosen.has(rule));

  const end = start + Math.min(count, longestSlice);
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
      if (matching >= start && matching < end) shown.push(summary(document, file, entry, left));
      matching++;
    }
  }
  return { total: samplesSeen, matching, samples: shown, rules, severities: total };
}

/** A record's samples; the record itself where it gave none. */
function entriesOf(record: AuditedRecord): Entry[] {
  const { samples: audited } = record;
  if (audited.length === 0) return [{ record, sample: undefined }];
  return audited.map((sample) => ({ record, sample }));
}

function toldOfEntry({ record, sample }: Entry): Told[] {
  const isFirst = sample === undefined || sample === record.samples[0];
  return [
    ...(isFirst ? record.problems : []).map((problem) => toldOfProblem(record, problem)),
    ...(sample?.findings ?? []).map((finding) => toldOfFinding(record, finding)),
  ];
}

function summary(document: OpenDocument, file: AuditedFile, entry: Entry, told: readonly Told[]): SampleSummary {
  const { record, sample } = entry;
  const counts = { error: 0, warning: 0, information: 0 };
  for (const { severity } of told) counts[severity]++;
  const unit = unitOf(file, record, sample?.sample);
  const completion = sample?.sample.completion;
  const place =
    completion === undefined
      ? record.span
      : fileSpan(record, { part: completion, span: { start: 0, end: completion.text.length } });
  const several = record.samples.filter((each) => each.sample.record === sample?.sample.record).length > 1;
  return {
    record: unit.number,
    name: several ? `${nameOf(file, unit)} · trace ${(sample?.sample.trace ?? 0) + 1}` : nameOf(file, unit),
    beginning: beginning(completion?.text ?? ""),
    counts,
    range: document.rangeOf(place),
    findings: told.slice(0, findingsSent).map(({ rule, severity, message, span }): FindingSummary => ({
      rule,
      severity,
      message,
      range: document.rangeOf(span),
    })),
    more: Math.max(0, told.length - findingsSent),
  };
}

/** The first words of a trace, without its tags, for recognising it in a list. */
function beginning(text: string): string {
  return text
    .slice(0, 400)
    .replace(/<\/?[a-z_]+>/gi, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 100);
}
