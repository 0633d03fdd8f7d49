import { FileFailure } from "../host/byteSource";
import { streamOf } from "../host/byteStream";
import type { DiskFile } from "../host/disk";
import type { FileDialect } from "../audit/fileReading";
import type { Auditor } from "../audit/auditor";
import { ProfileSearch } from "../engine/batch";
import { isOfLines, type RecordFormat } from "../model/record";
import type { ProfileChoice } from "../profiles/choose";
import type { FileReward } from "../rewards";
import type { AskedFormat } from "../records/reading/recogniseFile";
import { blankLine, lineBatches } from "../records/stream/lineBatches";
import { openRecords, type OpenedRecords, type ReadingPorts } from "../records/stream/openRecords";
import { lineFeeds } from "../records/stream/place";
import { cutByDefault, type RecordBatch } from "../records/stream/recordBatch";
import { withoutPackedEnding } from "../records/fileEndings";
import { RecordRanges } from "./recordRanges";
import { unpackedFile } from "./unpackedFile";

/** The settings for reading a file. */
export interface ReadBySetup {
  readonly auditor: Auditor;
  readonly asked: ProfileChoice | undefined;
  readonly askedFormat?: AskedFormat | undefined;
  /** Also reads a file whose records are no lines (columns, a session): its text is held whole while it is read. */
  readonly holdsTexts?: boolean;
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

/** Length of a byte-order mark in bytes. */
const markLength = 3;

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
    /** What it is packed in, for people. */
    readonly packed: string | undefined,
    /** What is to be said of the file as a whole. */
    readonly notes: readonly string[],
    private readonly ports: ReadingPorts,
    private readonly setup: ReadBySetup,
    private readonly bytesSeen: () => number,
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
    const notes: string[] = [];
    const unpacked = await unpackedFile(file, ports, (note) => notes.push(note), signal);
    notes.push(...(unpacked?.notes ?? []));
    let bytes = 0;
    const opened = await openRecords(
      {
        name: unpacked?.isLines === false ? withoutPackedEnding(name) : name,
        named: true,
        bytes: unpacked?.content ?? streamOf(file, 0, signal),
        asked: setup.askedFormat?.id,
        lines: unpacked?.isLines,
      },
      ports,
      { ...cutByDefault, size: pieceSize, check: ({ length }) => (bytes += length) },
    );
    if (!("batches" in opened)) throw new FileFailure("ENOTRECOGNISED", opened.why);
    const { format, reason, isMarked } = opened;
    if (!isLines(format) && setup.holdsTexts !== true) {
      await opened.close();
      throw new FileFailure(
        "ENORANGES",
        "its records are not lines or elements of an array, which alone are read by ranges",
      );
    }
    const reading = new FirstPass(format, reason, unpacked?.kind, notes, ports, setup, () => bytes);
    if (isMarked) reading.read = markLength;
    return { reading, opened };
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

  /**
   * Checks that the places are known, once all was taken.
   *
   * @throws FileFailure if they were counted in a text whose bytes are not UTF-8
   */
  checkPlaces(): void {
    const { container } = this.format;
    if (isLines({ container }) || this.read <= this.bytesSeen() + markLength) return;
    throw new FileFailure("ENOTTEXT", "it is not UTF-8, so the places of its records are not known: save it as UTF-8");
  }

  /** Can lines added at the file's end be read without reading all of it again? */
  get canGoOn(): boolean {
    return isOfLines(this.format.container) && this.packed === undefined;
  }

  /** Takes the next batch. */
  take(given: RecordBatch): void {
    const batch = given.firstByte === undefined ? inBytes(given, this.read) : given;
    this.ranges.add(batch);
    if (!this.isDecided && this.search.look(given)) {
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

function isLines({ container }: Pick<RecordFormat, "container">): boolean {
  return isOfLines(container) || container === "array";
}

/** A batch of text with its places in bytes. */
function inBytes(batch: RecordBatch, firstByte: number): RecordBatch {
  const { content, spans, tooLong } = batch;
  if (typeof content !== "string" || tooLong.length > 0) return { ...batch, content: "", firstByte };
  const encoder = new TextEncoder();
  const inText = Array.from(spans);
  let [done, doneBytes] = [0, 0];
  const inUtf8 = inText.map((place) => {
    doneBytes += encoder.encode(content.slice(done, place)).length;
    done = place;
    return doneBytes;
  });
  return { ...batch, content: encoder.encode(content), spans: Uint32Array.from(inUtf8), firstByte };
}
