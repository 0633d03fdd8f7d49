import { resolve } from "node:path";
import { type BatchOfFile, ProfileSearch } from "../../core/engine/batch";
import type { FileDialect } from "../../core/audit/fileReading";
import { paidSentences, type FileReward } from "../../core/rewards";
import type { RecordBatch } from "../../core/records/stream/recordBatch";
import type { OpenedRecords } from "../../core/records/stream/openRecords";
import { type Input, whyNotFound } from "../../node/inputs";
import { nodeUtf8 } from "../../node/utf8";
import type { ProfileChoice } from "../../core/profiles/choose";
import type { FileSetup, Setups } from "../audit/setup";
import type { InputFlags } from "../flags/commonFlags";
import { Failure, InputFailure } from "../failure";
import type { World } from "../world";
import { openInput } from "./openInput";
import type { Telling } from "./telling";

/** Some records of an input, and whether somebody is waiting for their results. */
export interface InputBatch extends BatchOfFile {
  readonly isLive: boolean;
}

/**
 * The profile is chosen from a file's first records: from at most this many bytes, or from fewer if enough records come
 * before.
 */
const profileBytes = 4 << 20;

/** Reads the inputs of a command. */
export class InputReader {
  private left: number;

  constructor(
    private readonly flags: InputFlags,
    private readonly setups: Setups,
    private readonly world: World,
    private readonly telling: Telling,
    /** Invalid UTF-8 ends the input. */
    private readonly refusesInvalid: boolean,
  ) {
    this.left = flags.limit ?? Infinity;
  }

  /** Have as many records been read as are wanted? */
  get isDone(): boolean {
    return this.left <= 0;
  }

  /**
   * Reads an input in batches, and says what it was recognised as. No batches for an empty file, and for one that was
   * found in a folder and holds no records that we know; a message reports both.
   *
   * @throws InputFailure if the input cannot be read
   */
  async *batches(input: Input): AsyncGenerator<InputBatch> {
    try {
      yield* this.read(input);
    } catch (error) {
      if (error instanceof Failure) throw error;
      throw new InputFailure(`${input.name}: cannot be read: ${whyNotFound(input.name, error)}.`);
    }
  }

  /** Is this standard input used as a filter, with flags for everything that would otherwise be recognised? */
  isFilter(input: Input): boolean {
    const { recordFormat, profile, dialect } = this.flags;
    const isNamed = profile !== undefined || dialect !== undefined;
    return input.path === undefined && recordFormat !== undefined && isNamed;
  }

  private async *read(input: Input): AsyncGenerator<InputBatch> {
    const { flags, world } = this;
    const isStdin = input.path === undefined;
    const shown = isStdin ? (flags.stdinFilename ?? input.name) : input.name;
    const path = isStdin && flags.stdinFilename !== undefined ? resolve(world.folder, flags.stdinFilename) : input.path;
    const setup = await this.setups.of(path);
    const opened = await openInput(
      input,
      {
        shown,
        recordFormat: flags.recordFormat,
        jsonl: flags.jsonl,
        maxRecord: flags.maxRecord,
        ...(isStdin ? { firstRecord: flags.firstRecord, firstLine: flags.firstLine } : {}),
        refusesInvalid: this.refusesInvalid,
        mayBeEmpty: this.isFilter(input),
      },
      world,
      this.telling,
    );
    if (opened === undefined) return;
    try {
      if (flags.linePerLine === true && opened.format.container !== "jsonl") {
        throw new InputFailure(`${shown}: --line-per-line is for records that are lines (--jsonl).`);
      }
      yield* this.batchesOf(input, { shown, path }, opened, setup);
    } finally {
      await opened.close();
    }
  }

  private async *batchesOf(
    input: Input,
    { shown, path }: { readonly shown: string; readonly path: string | undefined },
    opened: OpenedRecords,
    { auditor, profile: asked }: FileSetup,
  ): AsyncGenerator<InputBatch> {
    const isLive = input.path === undefined;
    const { format } = opened;
    const search = new ProfileSearch(auditor, format, nodeUtf8);
    let choice = asked;
    // The first records show what the profile does not say: the reward that was paid, the dialect. A stream with a
    // named profile waits for nothing.
    const isWhole = asked !== undefined && asked.profile.reward !== null && asked.profile.dialect !== null;
    const isProfileKnown = asked !== undefined && (isLive || isWhole);
    let paid: FileReward | undefined;
    const named = this.flags.dialect;
    let dialect: FileDialect | undefined;
    let isKnown = isProfileKnown;
    let isFirst = true;
    let isSaid = false;
    let isSettled = false;
    let held: RecordBatch[] = [];
    let length = 0;
    const ready = async (): Promise<readonly RecordBatch[]> => {
      if (!isSettled) ({ profile: choice, dialect } = search.reading(asked));
      isSettled ||= isKnown || choice !== undefined;
      if (!isSaid) paid = search.paid(choice?.profile, named ?? dialect?.id);
      if (!isSaid && !this.isFilter(input)) {
        const written = named === undefined ? ofDialect(dialect, choice) : "";
        await this.sayRecognised(shown, opened, search.describe(choice) + written, isLive);
        for (const sentence of paid === undefined ? [] : paidSentences(paid)) {
          await this.telling.say(`${shown}: its ${sentence}.`);
        }
      }
      isSaid = true;
      const batches = held.map((batch) => this.limited(batch)).filter((batch) => batch !== undefined);
      held = [];
      return batches;
    };
    const placed = (batch: RecordBatch): InputBatch => {
      const isMarked = isFirst && opened.isMarked;
      isFirst = false;
      return {
        file: shown,
        path,
        format: format.id,
        container: format.container,
        step: format.step,
        profile: choice?.profile.name,
        paid,
        dialect: named ?? dialect?.id,
        isDialectAsked: named !== undefined,
        isMarked,
        batch,
        deadly: [],
        isLive,
      };
    };
    for await (const batch of opened.batches) {
      if (this.refusesInvalid && batch.tooLong.length > 0) throw tooLongToKeep(shown, batch);
      held.push(batch);
      length += batch.content.length;
      isKnown ||= search.look(batch) || length >= profileBytes;
      // A stream is answered at once; later records may still show what the first ones did not.
      if (!isKnown && !isLive) continue;
      for (const one of await ready()) yield placed(one);
      if (this.isDone) return;
    }
    for (const one of await ready()) yield placed(one);
  }

  private async sayRecognised(
    name: string,
    { format, reason, packed }: OpenedRecords,
    profile: string,
    isLive: boolean,
  ): Promise<void> {
    const unpacked = packed === undefined ? "" : `, unpacked from ${packed}`;
    await this.telling.say(`${name}: ${format.title} (${reason})${unpacked}; ${profile}.`);
    const { recordFormat, profile: named } = this.flags;
    if (isLive && (recordFormat === undefined || named === undefined)) {
      await this.telling.say(
        `${name}: told by its first records; a part of a file may be recognised otherwise than the whole, unless --record-format and --profile name it.`,
      );
    }
  }

  /** The part of the batch that is still wanted; undefined if there is none. */
  private limited(batch: RecordBatch): RecordBatch | undefined {
    const count = batch.spans.length / 2;
    if (this.left <= 0) return undefined;
    let kept = 0;
    // A text that holds several records is kept whole.
    for (; kept < count && this.left > 0; kept++) this.left -= batch.counts?.[kept] ?? 1;
    if (kept === count) return batch;
    const { spans, content } = batch;
    const next = content.slice(spans[2 * kept], spans[2 * kept + 1]);
    return { ...batch, spans: spans.slice(0, 2 * kept), unfinished: false, next };
  }
}

/** A record that is too long is skipped and not kept: a command that rewrites the file would lose it. */
function tooLongToKeep(shown: string, { firstRecord, tooLong }: RecordBatch): InputFailure {
  const [{ record, bytes } = { record: 0, bytes: 0 }] = tooLong;
  const size = `${Math.ceil(bytes / (1 << 20))} MiB`;
  return new InputFailure(
    `${shown}: left as it is: record ${firstRecord + record} has ${size}, more than is read at once. --max-record gives it more.`,
  );
}

/** For people: the file's dialect and why, after the text about its profile; empty if that already says it. */
function ofDialect(dialect: FileDialect | undefined, choice: ProfileChoice | undefined): string {
  const isSaid = dialect === undefined || dialect.id === choice?.profile.dialect;
  return isSaid ? "" : `; dialect ${dialect.id} (${dialect.reason})`;
}
