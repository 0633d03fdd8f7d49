import type { Range } from "vscode-languageserver";
import type { AuditedFile, AuditedRecord, AuditedSample } from "../core/audit/auditedFile";
import { fileSpan } from "../core/audit/places";
import { type Told, toldOfFinding, toldOfProblem } from "../core/audit/told";
import { nameOf, unitOf } from "../core/ide/recordUnits";
import type { Severity } from "../core/model/finding";
import type { Span } from "../core/text/span";
import type { FindingSummary, SamplesParams, SampleSummary } from "../protocol/samples";

/** The most findings that are sent for one sample. */
const findingsSent = 100;
/** Maximum length of a slice. */
const longestSlice = 1000;

/** Which samples of a list are wanted: counted among those that pass the filter, the end exclusive. */
export interface WantedSlice {
  readonly start: number;
  readonly end: number;
  readonly isFiltered: boolean;
  readonly severities: ReadonlySet<Severity>;
  readonly rules: ReadonlySet<string>;
  leaves(told: Pick<Told, "rule" | "severity">): boolean;
}

export function wantedSlice({ start, count, ...given }: SamplesParams): WantedSlice {
  const severities = new Set<Severity>(given.severities);
  const rules = new Set(given.rules);
  return {
    start,
    end: start + Math.min(count, longestSlice),
    isFiltered: severities.size > 0 || rules.size > 0,
    severities,
    rules,
    leaves: ({ rule, severity }) =>
      (severities.size === 0 || severities.has(severity)) && (rules.size === 0 || rules.has(rule)),
  };
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

export function toldOfEntry({ record, sample }: Entry): Told[] {
  const isFirst = sample === undefined || sample === record.samples[0];
  return [
    ...(isFirst ? record.problems : []).map((problem) => toldOfProblem(record, problem)),
    ...(sample?.findings ?? []).map((finding) => toldOfFinding(record, finding)),
  ];
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
  const several = record.samples.filter((each) => each.sample.record === sample?.sample.record).length > 1;
  return {
    record: unit.number,
    name: several ? `${nameOf(file, unit)} · trace ${(sample?.sample.trace ?? 0) + 1}` : nameOf(file, unit),
    beginning: beginning(completion?.text ?? ""),
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
