import { FileFailure } from "../host/byteSource";
import { streamOf } from "../host/byteStream";
import type { DiskFile } from "../host/disk";
import type { FileDialect } from "../audit/fileReading";
import type { Auditor } from "../audit/auditor";
import { ProfileSearch } from "../engine/batch";
import type { RecordFormat } from "../model/record";
import type { ProfileChoice } from "../profiles/choose";
import type { FileReward } from "../rewards";
import type { AskedFormat } from "../records/reading/recogniseFile";
import { blankLine, lineBatches } from "../records/stream/lineBatches";
import { openRecords, type OpenedRecords, type ReadingPorts } from "../records/stream/openRecords";
import { lineFeeds } from "../records/stream/place";
import { cutByDefault, type RecordBatch } from "../records/stream/recordBatch";
import type { Packing } from "../records/stream/unpack";
import { RecordRanges } from "./recordRanges";

/** The settings for reading a file. */
export interface ReadBySetup {
  readonly auditor: Auditor;
  readonly asked: ProfileChoice | undefined;
  readonly askedFormat?: AskedFormat | undefined;
}

/** What a file's first records decide about it. */
export interface ReadAs {
  /** Undefined if none fits. */
  readonly profile: ProfileChoice | undefined;
  /** The dialect of its traces, for those whose own profile names none. */
  readonly dialect: FileDialect | undefined;
  /** What its recorded rewards show about the reward that was paid. */
  readonly paid: FileReward | undefined;
}

/** Number of bytes that are cut at a time. */
const pieceSize = 1 << 20;

/**
 * The first pass over a file: where its records are, what they are, and which profile reads them. It can continue when
 * lines are added at the file's end.
 */
export class FirstPass {
  readonly ranges = new RecordRanges();
  /** Number of bytes read; for a packed file, of its unpacked content. */
  read = 0;
  /** Where reading continues: after its last line feed. */
  private resume = { byte: 0, line: 0 };
  private readonly search: ProfileSearch;
  private isDecided = false;
  private decision: ReadAs | undefined;

  private constructor(
    readonly format: RecordFormat,
    /** Why its records have this format, for people. */
    readonly reason: string,
    readonly packed: Packing | undefined,
    private readonly ports: ReadingPorts,
    private readonly setup: ReadBySetup,
  ) {
    this.search = new ProfileSearch(setup.auditor, format, ports.utf8);
  }

  /**
   * Recognises a file; its batches are then taken one by one.
   *
   * @throws FileFailure that says why the file cannot be indexed
   */
  static async begin(
    name: string,
    file: DiskFile,
    setup: ReadBySetup,
    ports: ReadingPorts,
    signal: AbortSignal,
  ): Promise<{ readonly reading: FirstPass; readonly opened: OpenedRecords }> {
    const opened = await openRecords(
      { name, named: true, bytes: streamOf(file, 0, signal), asked: setup.askedFormat?.id },
      ports,
      { ...cutByDefault, size: pieceSize },
    );
    if (!("batches" in opened)) throw new FileFailure("ENOTRECOGNISED", opened.why);
    const { format, reason, packed } = opened;
    if (format.container !== "jsonl" && format.container !== "array") {
      await opened.close();
      throw new FileFailure(
        "ENORANGES",
        "its records are not lines or elements of an array, which alone are read by ranges",
      );
    }
    return { reading: new FirstPass(format, reason, packed, ports, setup), opened };
  }

  /** How its records are read; undefined until enough of them were seen, or {@link decide} is called. */
  get readAs(): ReadAs | undefined {
    return this.decision;
  }

  /** Decides from the records seen so far. A decision from enough records is kept. */
  decide(): ReadAs {
    if (this.decision === undefined || !this.isDecided) {
      const { profile, dialect } = this.search.reading(this.setup.asked);
      this.decision = { profile, dialect, paid: this.search.paid(profile?.profile, dialect?.id) };
    }
    return this.decision;
  }

  /** Can lines added at the file's end be read without reading all of it again? */
  get canGoOn(): boolean {
    return this.format.container === "jsonl" && this.packed === undefined;
  }

  /** Takes the next batch. */
  take(batch: RecordBatch): void {
    this.ranges.add(batch);
    if (!this.isDecided && this.search.look(batch)) {
      this.decide();
      this.isDecided = true;
    }
    this.noteEnd(batch);
  }

  /**
   * The batches after the last line feed, once more was written there. A last line without a line end is dropped: it is
   * read again, whole.
   */
  goOn(file: DiskFile, signal: AbortSignal): AsyncGenerator<RecordBatch> {
    const { ranges, resume } = this;
    while (ranges.count > 0 && ranges.at(ranges.count - 1).start >= resume.byte) ranges.truncate(ranges.count - 1);
    const options = {
      ...cutByDefault,
      size: pieceSize,
      firstRecord: ranges.count,
      firstLine: resume.line,
      firstByte: resume.byte,
    };
    return lineBatches(streamOf(file, resume.byte, signal), options, blankLine(this.ports.utf8));
  }

  /** A record's content changed: the records after it have moved. */
  replace(record: number, before: Uint8Array, after: Uint8Array): void {
    const isBefore = this.ranges.at(record).start < this.resume.byte;
    this.ranges.replace(record, before, after);
    this.read += after.length - before.length;
    if (!isBefore) return;
    const { byte, line } = this.resume;
    this.resume = {
      byte: byte + after.length - before.length,
      line: line + lineFeeds(after) - lineFeeds(before),
    };
  }

  private noteEnd({ content, firstByte = 0, firstLine, tooLong }: RecordBatch): void {
    if (typeof content === "string") {
      // A line that is too long: whether it ends in a line feed decides where reading continues.
      const [{ bytes } = { bytes: 0 }] = tooLong;
      this.read = firstByte + bytes;
      this.resume = { byte: firstByte, line: firstLine };
      return;
    }
    this.read = firstByte + content.length;
    const feed = content.lastIndexOf(0x0a);
    this.resume = { byte: firstByte + feed + 1, line: firstLine + lineFeeds(content) };
  }
}
