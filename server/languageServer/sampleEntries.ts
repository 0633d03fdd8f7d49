import type { Range } from "vscode-languageserver";
import type { AuditedFile, AuditedRecord, AuditedSample } from "../core/audit/auditedFile";
import { fileSpan } from "../core/audit/places";
import { type Told, toldOfFinding, toldOfProblem } from "../core/audit/told";
import { nameOf, unitOf } from "../core/ide/recordUnits";
import { listedRow } from "../core/engine/sampleRow";
import type { Severity } from "../core/model/finding";
import type { ListedRow } from "../core/runs/listFigures";
import { isFindingWanted, isStateWanted, type ListFilter, needsFinding } from "../core/runs/listFilter";
import type { Span } from "../core/text/span";
import type { FindingSummary, SampleChoice, SamplesParams, SampleSummary } from "../protocol/samples";

/** The most findings that are sent for one sample. */
const findingsSent = 100;
/** Maximum length of a slice. */
const longestSlice = 1000;

export function filterOf({ severities, rules, states }: SampleChoice): ListFilter {
  return { severities: new Set<Severity>(severities), rules: new Set(rules), states: new Set(states) };
}

/** Is this line of the list wanted? */
export function isListed(entry: Entry, filter: ListFilter): boolean {
  if (!isStateWanted(filter, () => listedRowOf(entry))) return false;
  if (!needsFinding(filter)) return true;
  // Said without the findings' places: this is asked of every line, for each slice of the list.
  return (
    (entry.sample?.findings ?? []).some((finding) => isFindingWanted(filter, finding)) ||
    faultsOf(entry).some((fault) => isFindingWanted(filter, fault))
  );
}

/** The findings that are listed below a sample. */
export function listedOf(entry: Entry, filter: ListFilter): readonly Told[] {
  return toldOfEntry(entry).filter((told) => isFindingWanted(filter, told));
}

/** The slice of a list that is wanted: counted among the samples that pass the filter, the end exclusive. */
export function sliceOf({ start, count }: SamplesParams): { readonly start: number; readonly end: number } {
  return { start, end: start + Math.min(count, longestSlice) };
}

const listedRows = new WeakMap<AuditedSample, ListedRow>();

/** What the list says of a sample; undefined for a record that gave none. */
export function listedRowOf({ sample }: Entry): ListedRow | undefined {
  if (sample === undefined) return undefined;
  let row = listedRows.get(sample);
  if (row === undefined) listedRows.set(sample, (row = listedRow(sample)));
  return row;
}

/** A line of the list: a sample, or a record that gave none. */
export interface Entry {
  readonly record: AuditedRecord;
  readonly sample: AuditedSample | undefined;
}

/** A record's samples; the record itself where it gave none. */
export function entriesOf(record: AuditedRecord): Entry[] {
  const { samples: audited } = record;
  if (audited.length === 0) return [{ record, sample: undefined }];
  return audited.map((sample) => ({ record, sample }));
}

function toldOfEntry(entry: Entry): Told[] {
  const { record, sample } = entry;
  return [...faultsOf(entry), ...(sample?.findings ?? []).map((finding) => toldOfFinding(record, finding))];
}

/** What is wrong with the record itself, told with its first sample. */
export function faultsOf({ record, sample }: Entry): Told[] {
  const isFirst = sample === undefined || sample === record.samples[0];
  return (isFirst ? record.problems : []).map((problem) => toldOfProblem(record, problem));
}

/**
 * The place, among ascending record numbers, of a record (step 0), or of the nearest one after (1) or before it (−1).
 * Where there is none it is a place that the list does not have. Of several samples of a record it is the first.
 */
export function placeBeside(records: readonly number[], record: number, step: -1 | 0 | 1): number {
  if (step === 0) return records.indexOf(record);
  if (step === 1) return records.findIndex((other) => other > record);
  const before = records.findLast((other) => other < record);
  return before === undefined ? -1 : records.indexOf(before);
}

/** @param rangeOf gives the place in the file of a span of its text */
export function summary(
  file: AuditedFile,
  entry: Entry,
  told: readonly Told[],
  rangeOf: (span: Span) => Range,
): SampleSummary {
  const { record, sample } = entry;
  const counts = { error: 0, warning: 0, information: 0 };
  for (const { severity } of told) counts[severity]++;
  const unit = unitOf(file, record, sample?.sample);
  const completion = sample?.sample.completion;
  const place =
    completion === undefined
      ? record.span
      : fileSpan(record, { part: completion, span: { start: 0, end: completion.text.length } });
  const listed = listedRowOf(entry);
  const several = record.samples.filter((each) => each.sample.record === sample?.sample.record).length > 1;
  return {
    record: unit.number,
    name: several ? `${nameOf(file, unit)} · trace ${(sample?.sample.trace ?? 0) + 1}` : nameOf(file, unit),
    beginning: beginning(completion?.text ?? ""),
    checked: listed?.checked ?? false,
    reward: listed?.reward && { value: listed.reward.value, best: listed.reward.best },
    recorded: listed?.recorded,
    counts,
    range: rangeOf(place),
    findings: told.slice(0, findingsSent).map(({ rule, severity, message, span }): FindingSummary => ({
      rule,
      severity,
      message,
      range: rangeOf(span),
    })),
    more: Math.max(0, told.length - findingsSent),
  };
}

/** The first words of a trace, without its tags, to recognise it in a list. */
function beginning(text: string): string {
  return text
    .slice(0, 400)
    .replace(/<\/?[a-z_]+>/gi, " ")
    .replace(/\s+/g, " ")
    .trim()
    .slice(0, 100);
}
