import { notUnderstoodOf } from "../audit/notUnderstood";
import { auditSamples, type AuditedSample, problemsOf, type ReadBy } from "../audit/readBy";
import { isNeutral } from "../profiles/neutral";
import { shownProfileName } from "../profiles/verdictForm";
import { type Filter, passes } from "../filters/filter";
import { isFixable } from "../fixing/fixesOf";
import { scoreOf } from "../fixing/judge";
import type { Finding, Location } from "../model/finding";
import type { ReadRecord, RecordProblem } from "../model/record";
import type { Sample } from "../model/sample";
import type { SampleRow } from "../model/sampleRow";
import { verdictOf } from "../readings/verdictByReading";
import type { RecordText } from "../records/stream/recordTexts";
import { isFailure } from "../rewards";
import { notUnderstood, unreadableRecord } from "../rules";
import type { RecordRule } from "../rules/rule";
import { toSourceSpan } from "../text/sourceMap";
import type { Span } from "../text/span";
import type { BatchRecord } from "./batch";
import { isChecked } from "./checked";
import { earlierTurns } from "./earlierTurns";
import { findingCosts } from "./findingCosts";
import { FilteredTrace } from "./filteredTrace";
import { echoedId, recordId } from "./recordId";
import { RecordPlaces } from "./recordPlaces";
import { charactersTried, sampleRow } from "./sampleRow";
import { beginningsOf, hasWords, type SearchedWords } from "./searchedText";
import type { NotUnderstoodHere, PlacedFinding, Result, TraceResult, UnreadableRecord } from "./results";
import { stackOf } from "../text/thrown";

/** What an audit returns besides the findings. Only what is requested is computed. */
export interface Asked {
  /** For each finding, whether it has a fix. Each fix is tried. */
  readonly fixable?: boolean;
  /** The reward of each trace. */
  readonly reward?: boolean;
  /** The rollout group and the recorded reward of each trace. */
  readonly rollouts?: boolean;
  /** How much of each trace's reward the findings of each rule cost. */
  readonly costs?: boolean;
  /** How many calls each trace makes. */
  readonly calls?: boolean;
  /** The row of each trace in a run's table. */
  readonly row?: boolean;
  /** Traces that do not pass this filter are left out. */
  readonly only?: Filter | undefined;
  /** Words to look for in the texts of each trace that has a row. */
  readonly words?: readonly SearchedWords[];
  /** Requests the beginnings of the texts of each trace that has a row, with at most this many characters. */
  readonly longestText?: number;
  /** The path of the field that holds a trace's id, instead of the one that its format knows. */
  readonly idField?: string | undefined;
}

/**
 * Audits one record. Takes the record's text and returns plain results: one for each trace, or one that says why the
 * record cannot be read. Everything that audits uses this function. It keeps no state and never throws.
 *
 * @param isForeign the file is another program's, so nothing is reported about it
 */
export function auditRecord(
  file: string,
  record: RecordText,
  by: ReadBy,
  asked: Asked,
  isForeign = false,
): readonly Result[] {
  if (record.tooLong !== undefined) return [tooLong(file, record, record.tooLong)];
  try {
    return new RecordAudit(file, record, by, asked, isForeign).results();
  } catch (error) {
    return [crashed(file, record, stackOf(error))];
  }
}

/** The result for a record that is longer than the limit. */
export function tooLong(file: string, { index, line }: RecordText, bytes: number): UnreadableRecord {
  const message = `This record has ${Math.ceil(bytes / (1 << 20))} MiB, more than is read at once, so it was passed over and not checked. --max-record gives it more.`;
  return {
    kind: "unreadable",
    file,
    record: index,
    line,
    id: undefined,
    finding: undefined,
    error: { code: "record-too-long", message },
  };
}

/** {@link auditRecord} for a record of a batch. One that killed a thread is not read again. */
export function auditBatchRecord(
  file: string,
  { record, deadly }: BatchRecord,
  by: ReadBy,
  asked: Asked,
  isForeign: boolean,
): readonly Result[] {
  return deadly === undefined ? auditRecord(file, record, by, asked, isForeign) : [crashed(file, record, deadly)];
}

/** The result for a record that killed a worker thread or made the program fail. */
export function crashed(file: string, { index, line, text }: RecordText, why: string): UnreadableRecord {
  const message = `This record was not checked: the program failed over it (${why}). The others were. Please report it.`;
  return {
    kind: "unreadable",
    file,
    record: index,
    line,
    id: recordId(text),
    finding: undefined,
    error: { code: "crashed", message },
  };
}

/** Why a record gives no trace. */
export function whyNoTrace(problems: readonly RecordProblem[]): { readonly code: string; readonly message: string } {
  const { code, message } = gravest(problems) ?? { code: "no-trace", message: "This record holds no trace." };
  return { code, message };
}

/** One record under audit. */
class RecordAudit {
  private readonly read: ReadRecord;
  private readonly places: RecordPlaces;
  /** How many more characters are audited to tell which findings can be fixed. */
  private charactersLeft = charactersTried;
  private earlier: ReadonlySet<Sample> | undefined;

  constructor(
    private readonly file: string,
    private readonly record: RecordText,
    private readonly by: ReadBy,
    private readonly asked: Asked,
    private readonly isForeign: boolean,
  ) {
    const { text, index } = record;
    this.read = by.format.read(text, index, record);
    this.places = new RecordPlaces(text, record);
  }

  results(): readonly Result[] {
    const { samples } = this.read;
    const problems = this.isForeign ? [] : problemsOf(this.read, this.by.auditor);
    if (samples.length === 0) return [this.unreadable(problems)];
    const audited = new Map(auditSamples(samples, this.by).map((found) => [found.sample, found]));
    let isFirst = true;
    return samples.map((sample, i): TraceResult => {
      const found = audited.get(sample);
      const { reward, calls, rollouts, only } = this.asked;
      const checked = found !== undefined && isChecked(found);
      const id = echoedId(sample, this.record.text, this.asked.idField);
      const { file, by } = this;
      if (only !== undefined && !passes(only, new FilteredTrace({ file, id, sample, by, found: { is: found } }))) {
        return { ...this.notPassing(sample, id), checked, ...(i === 0 ? this.notUnderstood() : {}) };
      }
      // Problems of the record itself are reported with the first of its traces that is reported.
      const ofRecord = isFirst ? problems.map((problem) => this.ofRecord(problem)) : [];
      isFirst = false;
      return {
        kind: "trace",
        file: this.file,
        // For columns, this is the row.
        record: sample.record,
        trace: sample.trace,
        id,
        profile: found === undefined || isNeutral(found.profile) ? undefined : shownProfileName(found.profile),
        dialect: found?.facts.dialect,
        checked,
        verdict: found && verdictOf(found.facts),
        ...(reward === true ? { reward: found && scoreOf(found) } : {}),
        ...(this.asked.costs === true ? { costs: found && costsOf(found) } : {}),
        ...(calls === true ? { calls: found?.facts.calls(sample.completion).length } : {}),
        ...(rollouts === true ? { rollout: rolloutOf(sample, this.file) } : {}),
        ...(this.asked.row === true ? { row: this.rowOf(sample, found, { id, checked }) } : {}),
        ...this.textsOf(sample),
        findings: [...ofRecord, ...(found?.findings.map((finding) => this.ofSample(found, finding)) ?? [])],
        leftOut: leftOut(found),
        ...(i === 0 ? this.notUnderstood() : {}),
      };
    });
  }

  private notPassing({ record, trace }: Sample, id: string | undefined): Omit<TraceResult, "checked"> {
    const none = { profile: undefined, dialect: undefined, verdict: undefined, findings: [], leftOut: 0 };
    return { kind: "trace", file: this.file, record, trace, id, ...none, isLeftOut: true };
  }

  private textsOf(sample: Sample): Pick<TraceResult, "hasWords" | "texts"> {
    const { words, longestText } = this.asked;
    return {
      ...(words === undefined ? {} : { hasWords: words.map((one) => hasWords(sample, one)) }),
      ...(longestText === undefined ? {} : { texts: beginningsOf(sample, longestText) }),
    };
  }

  /** Undefined for a fragment of a turn, which is no sample of its own. */
  private rowOf(
    sample: Sample,
    found: AuditedSample | undefined,
    { id, checked }: Pick<TraceResult, "id" | "checked">,
  ): SampleRow | undefined {
    if (sample.fragment === true) return undefined;
    const { record, trace, attributes } = sample;
    // A trainer's uid is echoed but does not identify a sample: it differs from run to run.
    const own = this.asked.idField === undefined ? attributes.id : id;
    const by = this.asked.fixable === true ? this.by : undefined;
    this.earlier ??= earlierTurns(this.read.samples);
    const isEarlier = this.earlier.has(sample) ? { isEarlierTurn: true } : {};
    return sampleRow({ file: this.file, record, trace, id: own, checked, ...isEarlier }, sample, found, by);
  }

  /** @param problems the record's problems that the settings keep. The error is reported whatever the settings say. */
  private unreadable(problems: readonly RecordProblem[]): Result {
    const problem = gravest(problems);
    return {
      kind: "unreadable",
      file: this.file,
      record: this.record.index,
      line: this.record.line,
      id: recordId(this.record.text, this.asked.idField),
      finding: problem && this.ofRecord(problem),
      error: whyNoTrace(this.read.problems),
      ...this.notUnderstood(),
    };
  }

  private notUnderstood(): { readonly notUnderstood?: readonly NotUnderstoodHere[] } {
    const kinds = this.isForeign ? [] : notUnderstoodOf(this.read, this.by.auditor);
    if (kinds.length === 0) return {};
    return {
      notUnderstood: kinds.map(({ what, count, problem }) => ({
        what,
        count,
        finding: this.ofRecord(problem, notUnderstood),
      })),
    };
  }

  private ofRecord({ severity, message, span }: RecordProblem, { id }: RecordRule = unreadableRecord): PlacedFinding {
    return {
      rule: id,
      severity,
      message,
      part: "record",
      range: this.places.range(span),
      related: [],
      ...(this.asked.fixable === true ? { fixable: false } : {}),
    };
  }

  private ofSample(sample: AuditedSample, finding: Finding): PlacedFinding {
    return {
      rule: finding.rule,
      severity: finding.severity,
      message: finding.message,
      part: finding.part.role,
      range: this.places.range(inRecord(finding)),
      related: finding.related.map((related) => ({
        message: related.message,
        range: this.places.range(inRecord(related)),
      })),
      ...this.fixableOf(finding, sample),
    };
  }

  /** Each fix is tried by auditing the trace again. Nothing is said where that would be too much for one record. */
  private fixableOf(finding: Finding, sample: AuditedSample): { readonly fixable?: boolean } {
    if (this.asked.fixable !== true || this.charactersLeft <= 0) return {};
    this.charactersLeft -= sample.sample.completion.text.length;
    return { fixable: isFixable(finding, sample, this.by) };
  }
}

/** A group belongs to one step, because the same prompt may come again. */
function rolloutOf({ attributes }: Sample, file: string): TraceResult["rollout"] {
  const { group, score, step } = attributes;
  if (group === undefined || score === undefined || !Number.isFinite(score)) return undefined;
  return { group: JSON.stringify([file, step ?? null, group]), recorded: score };
}

/** By rule. The findings of a rule cannot cost more than the reward lacks. Undefined if there is no reward. */
function costsOf(found: AuditedSample): TraceResult["costs"] {
  const { reward } = found.facts;
  if (reward === undefined || isFailure(reward)) return undefined;
  const lacking = Math.max(0, reward.max - reward.total);
  return new Map(Array.from(findingCosts(found), ([rule, cost]) => [rule, Math.min(cost, lacking)]));
}

function inRecord({ part, span }: Location): Span {
  return toSourceSpan(part.source, span);
}

function leftOut(sample: AuditedSample | undefined): number {
  return Object.values(sample?.leftOut ?? {}).reduce((sum, count) => sum + count, 0);
}

function gravest(problems: readonly RecordProblem[]): RecordProblem | undefined {
  return problems.find(({ severity }) => severity === "error") ?? problems[0];
}
