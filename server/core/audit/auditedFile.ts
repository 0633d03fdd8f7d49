import type { InSteps } from "../host/inSteps";
import type { Profile } from "../model/profile";
import type { ReadRecord, RecordFormat, RecordProblem, RecordSlice } from "../model/record";
import type { Sample } from "../model/sample";
import { tracesLookedAt, type ProfileChoice } from "../profiles/choose";
import type { FileReward } from "../rewards";
import { splitFile } from "../records/reading/split";
import { unknownFormat } from "../records/reading/recogniseFile";
import { findHeaders } from "../records/traceFile/headers";
import type { Span } from "../text/span";
import type { Auditor } from "./auditor";
import { fileReading, readingAfterEdit, type FileDialect, type FileReading } from "./fileReading";
import { type AuditedSample, auditSamples, paidIn, paidInSteps, problemsOf, profileOf, type ReadBy } from "./readBy";

export type { AuditedSample } from "./readBy";

/** A record of a file. It is read and audited on first use, and the results are kept while its text stays the same. */
export class AuditedRecord {
  private readResult: ReadRecord | undefined;
  private audited: readonly AuditedSample[] | undefined;

  constructor(
    private readonly file: AuditedFile,
    private number: number,
    /** The record's span in the file. */
    public span: Span,
    /** It is the last line of a JSONL file and has no line end. */
    readonly unfinished = false,
  ) {}

  /** Gives the text of the record behind it; undefined if there is none, or none that is known. */
  readonly next = (): string | undefined => this.file.textBehind(this);

  /** The record's text and what the format reads from it. */
  get read(): ReadRecord {
    return (this.readResult ??= this.file.format.read(this.text, this.index, this));
  }

  get text(): string {
    return this.file.textOf(this.span);
  }

  /** Number of the record in its file, from 0. */
  get index(): number {
    return this.number;
  }

  /** Gives the record its new number after records above it were added or removed. Its findings stay. */
  renumber(index: number): void {
    const moved = index - this.number;
    if (moved === 0) return;
    // What is reported once per file is reported on its first record.
    if (index === 0 || this.number === 0) {
      this.readResult = undefined;
      this.audited = undefined;
    }
    this.number = index;
    for (const sample of this.readResult?.samples ?? []) sample.record += moved;
  }

  get isAudited(): boolean {
    return this.audited !== undefined;
  }

  /** Problems of the record itself. */
  get problems(): readonly RecordProblem[] {
    return problemsOf(this.read, this.file.auditor);
  }

  /** The samples with their findings, without samples that no profile reads. */
  get samples(): readonly AuditedSample[] {
    return (this.audited ??= this.file.audit(this.read.samples));
  }

  /** Drops the findings, for instance because another profile was chosen. */
  forget(): void {
    this.audited = undefined;
  }
}

/** A change of a file's text: `[start, oldEnd)` of the old text became `[start, newEnd)` of the new one. */
export interface TextChange {
  readonly start: number;
  readonly oldEnd: number;
  readonly newEnd: number;
}

/** One record whose file is not held: what the rest of the file says about it. */
export interface LoneRecord {
  /** Number of the record in the file, from 0. */
  readonly index: number;
  /** It is the last line of a JSONL file and has no line end. */
  readonly unfinished: boolean;
  /** Gives the text of the record behind it; undefined if there is none, or none that is known. */
  readonly next?: (() => string | undefined) | undefined;
  /** The dialect of the file's traces. */
  readonly dialect: FileDialect | undefined;
  /** What the file's recorded rewards say about the reward that was paid. */
  readonly paid: FileReward | undefined;
}

/**
 * A file's text, cut into records.
 *
 * After an edit only the records that it touches are read and audited again. The others keep their results, because
 * their places are relative to their own start.
 */
export class AuditedFile {
  records: readonly AuditedRecord[];
  /** Problems of the file as a whole; spans are in the file. */
  problems: readonly RecordProblem[];
  /** Undefined until first used, and after a change of the text that may change it. */
  private chosen: FileReading | undefined;
  private edited = false;
  /** Gives the text behind the one record that is held. */
  private behind: (() => string | undefined) | undefined;
  private recorded: { readonly paid: FileReward | undefined } | undefined;

  constructor(
    readonly auditor: Auditor,
    readonly format: RecordFormat,
    public text: string,
    /** The profile that a setting or `trace-auditor.json` names for this file, and which of them names it. */
    private readonly asked?: ProfileChoice,
    /** Given if the text is a single record cut out of the file. Such a file is never edited. */
    lone?: LoneRecord,
  ) {
    if (lone !== undefined) {
      const { index, unfinished, next, dialect, paid } = lone;
      this.records = [new AuditedRecord(this, index, { start: 0, end: text.length }, unfinished)];
      this.problems = [];
      this.behind = next;
      this.chosen = { profile: asked, dialect };
      this.recorded = { paid };
      return;
    }
    const { slices, problems } = splitFile(text, format.container);
    this.records = slices.map((slice, i) => this.recordOf(slice, i));
    this.problems = problems;
  }

  /** The record with this number; undefined if there is none or it is not held. */
  recordNumbered(index: number): AuditedRecord | undefined {
    return this.records[index - (this.records[0]?.index ?? 0)];
  }

  /**
   * The file's profile and why: the one asked for, or what the majority of its traces looks like. Once found it is kept
   * while the file is edited, so that a mistake being typed does not change the rules it is judged by.
   */
  get profile(): ProfileChoice | undefined {
    return this.reading.profile;
  }

  /** The dialect of its traces whose own profile names none. Undefined if nothing tells. */
  get dialect(): FileDialect | undefined {
    return this.reading.dialect;
  }

  private get reading(): FileReading {
    return (this.chosen ??= fileReading(() => this.firstSamples(), this.auditor.profiles, this.asked));
  }

  /**
   * Whether nothing is to be reported about the file: it has no known records, or is a `.trace` file without our
   * headers and tags.
   */
  get isForeign(): boolean {
    if (this.format.container !== "trace") return this.format === unknownFormat;
    return this.records.length <= 1 && this.profile === undefined && findHeaders(this.text).length === 0;
  }

  /** The profile that a sample is read by: the one it asks for, else the file's. */
  profileOf(sample: Sample): Profile | undefined {
    return profileOf(sample, this.by);
  }

  /** Samples with their findings, by the file's rules and profiles; without samples that no profile reads. */
  audit(samples: readonly Sample[]): AuditedSample[] {
    return auditSamples(samples, this.by);
  }

  /**
   * The text of a record. In a file that is edited it is a copy: a slice would keep the whole text before each edit in
   * memory for as long as the record lives.
   */
  textOf({ start, end }: Span): string {
    const slice = this.text.slice(start, end);
    return this.edited ? ` ${slice}`.slice(1) : slice;
  }

  /** The text of the record behind one; undefined if there is none, or none that is known. */
  textBehind({ index }: AuditedRecord): string | undefined {
    if (this.behind !== undefined) return this.behind();
    const span = this.recordNumbered(index + 1)?.span;
    return span && this.textOf(span);
  }

  /** Takes the new text. Records outside the change keep their results. */
  edit(text: string, change: TextChange): void {
    const shift = change.newEnd - change.oldEnd;
    const old = this.records;
    this.text = text;
    this.edited = true;
    // Only if a profile was looked for and none fitted can the edit bring one that the other records must be read by.
    const before = this.chosen;
    const foundNone = before !== undefined && before.profile === undefined;
    if (foundNone) this.chosen = undefined;
    const { slices, problems } = splitFile(text, this.format.container);
    this.problems = problems;
    // Records that end before the change are kept from the front, those that begin after it from the back.
    let front = 0;
    while (front < Math.min(old.length, slices.length) && sameSpan(old[front], slices[front]?.span, 0, change.start))
      front++;
    // The last of them may be read otherwise by what is behind it now.
    if (this.format.looksAhead === true && front > 0) front--;
    let back = 0;
    while (
      back < Math.min(old.length, slices.length) - front &&
      sameEnd(old[old.length - 1 - back], slices[slices.length - 1 - back]?.span, shift, change.oldEnd)
    ) {
      back++;
    }
    this.records = slices.map((slice, i) => {
      const kept = i < front ? old[i] : i >= slices.length - back ? old[i - slices.length + old.length] : undefined;
      if (kept === undefined) return this.recordOf(slice, i);
      kept.span = slice.span;
      kept.renumber(i);
      return kept;
    });
    const isOther = foundNone ? this.profile !== undefined : front < tracesLookedAt && this.takeDialect();
    if (isOther) for (const record of this.records) record.forget();
  }

  /** The profile is kept while the file is edited, and the dialect follows the text. Is it another one now? */
  private takeDialect(): boolean {
    const before = this.chosen;
    if (before === undefined) return false;
    this.chosen = readingAfterEdit(before, () => this.firstSamples());
    return this.chosen.dialect?.id !== before.dialect?.id;
  }

  /**
   * What the file's recorded rewards say about the reward that was paid, if its profile does not name it. Once found it
   * is kept while the file is edited, like the profile.
   */
  get paid(): FileReward | undefined {
    return (this.recorded ??= { paid: paidIn(this.recordingSamples(), this.named) }).paid;
  }

  /** What has to be known before a record can be audited and takes long, in steps: which reward was paid. */
  *settling(): InSteps<undefined> {
    if (this.recorded === undefined) yield* paidInSteps(this.recordingSamples(), this.named);
    return undefined;
  }

  private recordingSamples(): Sample[] {
    return this.records.slice(0, tracesLookedAt).flatMap(({ read }) => read.samples);
  }

  private get named(): Omit<ReadBy, "format"> {
    return { auditor: this.auditor, profile: this.profile?.profile, dialect: this.dialect?.id };
  }

  private get by(): ReadBy {
    const { auditor, format, profile, dialect, paid } = this;
    return { auditor, format, profile: profile?.profile, dialect: dialect?.id, paid };
  }

  private recordOf({ span, unfinished }: RecordSlice, index: number): AuditedRecord {
    return new AuditedRecord(this, index, span, unfinished);
  }

  private firstSamples(): Sample[] {
    const samples: Sample[] = [];
    for (const record of this.records.slice(0, tracesLookedAt)) {
      if (samples.length >= tracesLookedAt) break;
      samples.push(...record.read.samples);
    }
    return samples;
  }
}

/**
 * Whether the record is unchanged and wholly before `limit`. A change at its very end may have changed where it ends.
 */
function sameSpan(record: AuditedRecord | undefined, span: Span | undefined, shift: number, limit: number): boolean {
  if (record === undefined || span === undefined) return false;
  return record.span.start + shift === span.start && record.span.end + shift === span.end && record.span.end < limit;
}

/** Whether the record is unchanged and wholly after `limit`, moved only by `shift`. */
function sameEnd(record: AuditedRecord | undefined, span: Span | undefined, shift: number, limit: number): boolean {
  if (record === undefined || span === undefined) return false;
  return record.span.start + shift === span.start && record.span.end + shift === span.end && record.span.start > limit;
}
