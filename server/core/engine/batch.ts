import { fileReading, type FileReading } from "../audit/fileReading";
import { paidIn, type ReadBy } from "../audit/readBy";
import { tracesLookedAt, type ProfileChoice } from "../profiles/choose";
import { isNeutral } from "../profiles/neutral";
import { shownProfileName } from "../profiles/verdictForm";
import { dialectOf } from "../dialects/data";
import type { Auditor } from "../audit/auditor";
import type { Utf8 } from "../host/utf8";
import type { RecordFormat } from "../model/record";
import type { Profile } from "../model/profile";
import type { Sample } from "../model/sample";
import { recordsReward, type FileReward } from "../rewards";
import { formatOf } from "../records/reading/recogniseFile";
import type { RecordBatch } from "../records/stream/recordBatch";
import { recordTexts, type RecordText } from "../records/stream/recordTexts";
import { findHeaders } from "../records/traceFile/headers";
import type { RecordContainer } from "../model/record";

/** Some records of a file and what is known of the file: all that a job needs besides its settings. Plain data. */
export interface BatchOfFile {
  /** The name shown in results. */
  readonly file: string;
  /** Absolute path, used to find the file's config; undefined for standard input. */
  readonly path: string | undefined;
  readonly format: string;
  readonly container: RecordContainer;
  /** The training step that the file's name gives. */
  readonly step?: number | undefined;
  /** Name of the profile that the file is read by; undefined if none fits. */
  readonly profile: string | undefined;
  /**
   * What the file's recorded rewards say about the reward that was paid; undefined if none is recorded or nobody
   * looked.
   */
  readonly paid?: FileReward | undefined;
  /** Id of the file's dialect; undefined if nothing tells. */
  readonly dialect: string | undefined;
  /** Whether a flag names the dialect. It then holds for every trace. */
  readonly isDialectAsked?: boolean;
  /** The batch starts the file, and the file begins with a byte-order mark. */
  readonly isMarked?: boolean;
  readonly batch: RecordBatch;
  /** Records of the batch that killed a thread: they are reported and skipped. */
  readonly deadly: readonly { readonly record: number; readonly why: string }[];
}

export function readByOf(batch: BatchOfFile, auditor: Auditor): ReadBy {
  const { format, container, step, profile, dialect, isDialectAsked = false, paid } = batch;
  return {
    auditor,
    format: formatOf(format, container, step),
    profile: profile === undefined ? undefined : auditor.profileNamed(profile),
    dialect,
    isDialectAsked,
    paid,
  };
}

/** A record of a batch and, if it killed a thread, why it must not be read. */
export interface BatchRecord {
  readonly record: RecordText;
  readonly deadly: string | undefined;
}

/**
 * The records of a batch.
 *
 * @param atRecord called with each record before it is read
 */
export function* recordsOf(
  { batch, deadly }: Pick<BatchOfFile, "batch" | "deadly">,
  utf8: Utf8,
  atRecord: (record: number) => void,
): Generator<BatchRecord> {
  let i = 0;
  for (const record of recordTexts(batch, utf8)) {
    const died = deadly.find((one) => one.record === i)?.why;
    if (died === undefined) atRecord(i);
    i++;
    yield { record, deadly: died };
  }
}

/** Whether nothing is to be reported about the file: it is a text without our headers and tags. */
export function isForeign({ batch, container, profile }: BatchOfFile): boolean {
  if (container !== "trace" || profile !== undefined || batch.spans.length > 2) return false;
  return typeof batch.content === "string" && findHeaders(batch.content).length === 0;
}

/**
 * Looks at a file's first records: which profile and dialect its traces look like, and which reward agrees with the
 * recorded ones.
 */
export class ProfileSearch {
  private readonly samples: Sample[] = [];
  private readonly scored: Sample[] = [];
  private records = 0;
  /** Number of samples that name their profile. */
  private named = 0;

  constructor(
    private readonly auditor: Auditor,
    private readonly format: RecordFormat,
    private readonly utf8: Utf8,
  ) {}

  /** @returns whether enough has been seen */
  look(batch: RecordBatch): boolean {
    for (const record of recordTexts(batch, this.utf8)) {
      if (this.isEnough) return true;
      this.records++;
      if (record.tooLong !== undefined) continue;
      const { samples } = this.format.read(record.text, record.index, record);
      for (const sample of samples) {
        this.samples.push(sample);
        if (recordsReward(sample)) this.scored.push(sample);
        if (sample.attributes.profile !== undefined) this.named++;
      }
    }
    return this.isEnough;
  }

  /**
   * How to read the file's traces, judged by what has been seen so far.
   *
   * @param asked the profile that a flag or a config names for the file
   */
  reading(asked: ProfileChoice | undefined): FileReading {
    return fileReading(() => this.samples, this.auditor.profiles, asked);
  }

  /**
   * What the recorded rewards seen so far say about the reward that was paid. Only traces whose profile names no reward
   * count.
   *
   * @param profile the file's profile; undefined if none fits or its samples name theirs
   * @param dialect id of the file's dialect
   */
  paid(profile: Profile | undefined, dialect: string | undefined): FileReward | undefined {
    return paidIn(this.scored, { auditor: this.auditor, profile, dialect });
  }

  /** The file's profile, or why it has none, in words. */
  describe(choice: ProfileChoice | undefined): string {
    if (choice !== undefined && isNeutral(choice.profile)) {
      const title = dialectOf(choice.profile.dialect ?? "")?.title;
      const written = title === undefined ? "" : `, as ${title} writes them`;
      return `no profile: only calls are checked${written} (${choice.reason})`;
    }
    if (choice !== undefined) return `profile ${shownProfileName(choice.profile)} (${choice.reason})`;
    if (this.named > 0 && this.named === this.samples.length) return "profiles as its samples name them";
    return "no profile: its traces look like none";
  }

  private get isEnough(): boolean {
    return this.records >= tracesLookedAt || this.samples.length - this.named >= tracesLookedAt;
  }
}
