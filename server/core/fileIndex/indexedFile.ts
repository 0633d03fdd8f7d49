import { AuditedFile } from "../audit/auditedFile";
import { FileFailure } from "../host/byteSource";
import { ChangedMeanwhile } from "../host/changedMeanwhile";
import { type DiskFile, type FileMark, sameMark } from "../host/disk";
import type { RecordFormat } from "../model/record";
import { recordTexts, type RecordText } from "../records/stream/recordTexts";
import type { RecordBatch } from "../records/stream/recordBatch";
import { batchOfRanges, nextRecords, type RecordsRead } from "./batchOfRanges";
import { changeOf, probeOf, type FileChange, type FileProbe } from "./fileChange";
import { FirstPass, type ReadAs, type ReadBySetup } from "./firstPass";
import type { IndexPorts, IndexState, Outdated, RecordRead } from "./indexState";
import { PackedReader, PlainReader, type RangeReader } from "./rangeReader";
import type { RecordRanges } from "./recordRanges";
import { Signal } from "../ide/signal";

/** Number of times that a range is read if others write to the file at the same time. */
const maxTries = 5;

/**
 * A file that is not in memory: the places of its records are, and each record is read on demand. It uses about 24
 * bytes per record, and the longest record. Changes by others are noticed when a record is read, or when {@link look}
 * is called.
 */
export class IndexedFile {
  /** Fires when more is known, or something changed. */
  readonly changed = new Signal<void>();
  /** Fires with the records that changed: those from `from` on, or the one that was written. */
  readonly outdated = new Signal<Outdated>();
  /** Fires when somebody else has written the file, after it was read again. */
  readonly rewritten = new Signal<{ readonly change: FileChange; readonly recordsBefore: number }>();
  /** Counts how often records became {@link outdated}. */
  version = 0;
  private reading: FirstPass | undefined;
  private reader: RangeReader | undefined;
  private probe: FileProbe | undefined;
  private phase: IndexState["phase"] = "reading";
  private why: string | undefined;
  private change: FileChange = "same";
  private size: number | undefined;
  private stopping = new AbortController();
  private last: Promise<unknown> = Promise.resolve();
  private looking: Promise<void> | undefined;

  constructor(
    readonly uri: string,
    private readonly setup: ReadBySetup,
    private readonly ports: IndexPorts,
  ) {}

  get state(): IndexState {
    const { phase, why, change, reading } = this;
    return {
      phase,
      ...(why === undefined ? {} : { why }),
      records: reading?.ranges.count ?? 0,
      read: reading?.read ?? 0,
      size: reading?.packed === undefined ? this.size : phase === "whole" ? reading.read : undefined,
      change,
    };
  }

  /** The format of its records; undefined until it is known. */
  get format(): RecordFormat | undefined {
    return this.reading?.format;
  }

  /** The file's length in bytes, when it was last opened. */
  get fileSize(): number | undefined {
    return this.size;
  }

  /**
   * How many of the {@link fileSize} bytes hold the first records. Of a packed file, as large a share of them as these
   * records are of its unpacked content; 0 as long as the length of that is not known.
   */
  bytesOf(records: number): number {
    const { ranges, packed, phase, size = 0 } = this;
    if (ranges === undefined || records < 1 || records > ranges.count) return 0;
    const { end } = ranges.at(records - 1);
    if (packed === undefined) return end;
    const unpacked = this.reading?.read ?? 0;
    return phase === "whole" && unpacked > 0 ? (end / unpacked) * size : 0;
  }

  get reason(): string {
    return this.reading?.reason ?? "";
  }

  get readAs(): ReadAs | undefined {
    return this.reading?.readAs;
  }

  get notes(): readonly string[] {
    return this.reading?.notes ?? [];
  }

  get packed(): string | undefined {
    return this.reading?.packed;
  }

  get ranges(): RecordRanges | undefined {
    return this.reading?.ranges;
  }

  /**
   * Checks whether the file has changed, and reads what is new. One look serves all callers that ask before it begins.
   */
  look(): Promise<void> {
    this.looking ??= this.alone(() => {
      this.looking = undefined;
      return this.readWhatIsNew();
    });
    return this.looking;
  }

  /** Runs work during which no other such work and no look may use the file. */
  private alone<T>(work: () => Promise<T>): Promise<T> {
    const done = this.last.then(work);
    this.last = done.catch(() => undefined);
    return done;
  }

  /** Stops reading; the results so far stay. {@link look} resumes. */
  stop(): void {
    if (this.phase === "reading") this.stopping.abort();
  }

  /** Gives back what is held between two reads of a packed file. */
  async rest(): Promise<void> {
    await this.reader?.close();
  }

  async close(): Promise<void> {
    this.stopping.abort();
    await this.last;
    await this.reader?.close();
  }

  /** Waits until that many records are known, or all. */
  async known(count: number): Promise<void> {
    while (this.phase === "reading" && (this.readAs === undefined || this.state.records < count)) {
      await this.next();
    }
  }

  /**
   * Reads one record.
   *
   * @returns undefined if the file has no such record, or no records that we know
   */
  async record(number: number): Promise<RecordRead | undefined> {
    await this.known(number + 1);
    for await (const found of this.records(number, number + 1)) return found;
    return undefined;
  }

  /** Reads a range of records by number, the end exclusive; fewer if the file ends before. */
  async *records(from: number, to: number): AsyncGenerator<RecordRead> {
    for (let next = from; next < to;) {
      const batch = await this.batch((ranges) => {
        const limit = Math.min(to, ranges.count);
        return next < limit ? nextRecords(ranges, next, limit) : undefined;
      });
      const { reading } = this;
      if (batch === undefined || reading === undefined) return;
      for (const text of recordTexts(batch, this.ports.utf8)) yield this.loneRecord(reading, text);
      next += batch.spans.length / 2;
    }
  }

  /** The first record of a batch, by itself. */
  recordIn(batch: RecordBatch): RecordRead | undefined {
    const [text] = recordTexts(batch, this.ports.utf8);
    return this.reading && text && this.loneRecord(this.reading, text);
  }

  /** Reads the chosen records, from their places at that moment; undefined if none are chosen. */
  async batch(choose: (ranges: RecordRanges) => RecordsRead | undefined): Promise<RecordBatch | undefined> {
    for (let tries = 1; ; tries++) {
      const { reading, reader } = this;
      const chosen = reading && choose(reading.ranges);
      if (reading === undefined || reader === undefined || chosen === undefined) return undefined;
      try {
        return await batchOfRanges(reading.ranges, reader, chosen, reading.format.looksAhead);
      } catch (error) {
        if (!(error instanceof ChangedMeanwhile) || tries >= maxTries) throw error;
        if (this.reader === reader) await this.look();
      }
    }
  }

  /**
   * Replaces a record's bytes, in the file and in the index.
   *
   * @param version the value of {@link version} when the record was read
   * @throws ChangedMeanwhile if the file has changed since then; and errors of the file system
   */
  replace(number: number, before: Uint8Array, after: Uint8Array, version: number): Promise<void> {
    return this.alone(() => this.replaceNow(number, before, after, version));
  }

  private async replaceNow(number: number, before: Uint8Array, after: Uint8Array, version: number): Promise<void> {
    const { reading, probe, reader } = this;
    if (reading === undefined || probe === undefined || version !== this.version) throw new ChangedMeanwhile();
    const { start, end } = reading.ranges.at(number);
    const mark = await this.ports.disk.replaceRange(this.uri, probe.mark, start, end, after);
    reading.replace(number, before, after);
    this.reader = this.readerOf(mark, reading);
    await reader?.close();
    // If somebody else wrote it at this moment, the next look reads it again.
    this.probe = await this.probeOfMark(mark);
    this.size = mark.size;
    this.outdate({ record: number });
    this.changed.fire();
  }

  private loneRecord(reading: FirstPass, text: RecordText): RecordRead {
    const { index, unfinished, next } = text;
    const { profile, dialect, paid } = reading.decide();
    const lone = { index, unfinished, next, dialect, paid };
    return { text, file: new AuditedFile(this.setup.auditor, reading.format, text.text, profile, lone) };
  }

  private next(): Promise<void> {
    return new Promise((resolve) => {
      const end = this.changed.listen(() => {
        end();
        resolve();
      });
    });
  }

  private async readWhatIsNew(tries = 1): Promise<void> {
    const stopping = (this.stopping = new AbortController());
    const recordsBefore = this.state.records;
    let change: FileChange | undefined;
    let file: DiskFile | undefined;
    try {
      file = await this.ports.disk.open(this.uri);
      change = this.probe === undefined ? undefined : await changeOf(this.probe, file);
      if (change === "same" && this.phase === "whole") return;
      this.change = change ?? (this.version > 0 ? "replaced" : "same");
      this.phase = "reading";
      this.why = undefined;
      this.size = file.size;
      const goesOn = (change === "same" || change === "grew") && this.reading?.canGoOn === true;
      if (!goesOn) await this.forget();
      this.probe = await probeOf(file);
      if (goesOn && this.reading !== undefined) await this.readOn(file, this.reading, stopping.signal);
      else await this.readAll(file, stopping.signal);
      this.decide();
      this.phase = "whole";
    } catch (error) {
      // It became shorter while being read: reading it again shows the change.
      if (isShorter(error) && tries < maxTries) await this.readWhatIsNew(tries + 1);
      else await this.failed(error, stopping.signal.aborted);
    } finally {
      await file?.close();
      this.changed.fire();
      if (change !== undefined && change !== "same") this.rewritten.fire({ change, recordsBefore });
    }
  }

  private async readAll(file: DiskFile, signal: AbortSignal): Promise<void> {
    const name = this.uri.split("/").at(-1) ?? "";
    const { reading, opened } = await FirstPass.begin(name, file, this.setup, this.ports, signal);
    this.reading = reading;
    this.reader = this.readerOf(file.mark, reading);
    try {
      await this.takeAll(opened.batches, reading, signal);
      reading.checkPlaces();
    } finally {
      await opened.close();
    }
  }

  private async readOn(file: DiskFile, reading: FirstPass, signal: AbortSignal): Promise<void> {
    await this.reader?.close();
    this.reader = this.readerOf(file.mark, reading);
    const batches = reading.goOn(file, signal);
    this.outdate({ from: reading.ranges.count });
    await this.takeAll(batches, reading, signal);
  }

  private async takeAll(batches: AsyncIterable<RecordBatch>, reading: FirstPass, signal: AbortSignal): Promise<void> {
    for await (const batch of batches) {
      signal.throwIfAborted();
      reading.take(batch);
      this.changed.fire();
    }
  }

  private outdate(what: Outdated): void {
    this.version++;
    this.outdated.fire(what);
  }

  /** As long as few records were seen, new ones may change the decision. */
  private decide(): void {
    const before = this.readAs;
    const after = this.reading?.decide();
    const isSame =
      before?.profile?.profile === after?.profile?.profile && before?.paid?.sentence === after?.paid?.sentence;
    if (before !== undefined && !isSame) this.outdate({ from: 0 });
  }

  private async failed(error: unknown, isStopped: boolean): Promise<void> {
    if (isStopped) {
      this.phase = "stopped";
      return;
    }
    await this.forget();
    this.phase = "failed";
    this.why = error instanceof Error ? error.message : String(error);
    // Problems of the file are reported to the user; anything else is our own error.
    if (!(error instanceof FileFailure)) throw error;
  }

  private async forget(): Promise<void> {
    const { reader } = this;
    this.outdate({ from: 0 });
    this.reading = this.reader = this.probe = undefined;
    await reader?.close();
  }

  private readerOf(mark: FileMark, { packed }: FirstPass): RangeReader {
    const { disk, inflate } = this.ports;
    if (packed === undefined) {
      const grown = (): void => {
        // What goes wrong is the state of the file.
        this.look().catch(() => undefined);
      };
      return new PlainReader(disk, this.uri, mark, () => this.probe, grown);
    }
    return new PackedReader(disk, this.uri, mark, { inflate });
  }

  /** The state for {@link changeOf}, if the file is still the one with this mark. */
  private async probeOfMark(mark: FileMark): Promise<FileProbe | undefined> {
    const file = await this.ports.disk.open(this.uri);
    try {
      return sameMark(file.mark, mark) ? await probeOf(file) : undefined;
    } finally {
      await file.close();
    }
  }
}

function isShorter(error: unknown): boolean {
  return error instanceof FileFailure && error.code === "ESHORTER";
}
