import type { BatchOfFile } from "../engine/batch";
import { countRecords, cutByDefault, type RecordBatch } from "../records/stream/recordBatch";
import type { Workers } from "../host/workers";
import { nextRecords } from "./batchOfRanges";
import { FileRows } from "./fileRows";
import type { IndexedFile } from "./indexedFile";
import type { RecordRanges } from "./recordRanges";
import type { RowsAnswer } from "./rowsJob";

/** A batch that is being audited elsewhere. */
interface Flight {
  readonly answer: Promise<RowsAnswer>;
  readonly from: number;
  /** The end, exclusive; records that have changed since are taken out. */
  to: number;
}

/** A job of fewer bytes is audited faster in this thread than another thread takes to start. */
const shortJob = 32 << 10;

/** Bytes of the first job. */
const firstJob = 32 << 10;

/** The first jobs are small, so that there are rows soon; each is as long as all before it, up to the usual size. */
function sizeFrom(ranges: RecordRanges, record: number): number {
  return Math.min(cutByDefault.size, Math.max(firstJob, ranges.at(record).start));
}

/** What auditing needs. */
export interface CheckingPorts {
  /** Started when there is work, and closed when there is none left. */
  readonly start: () => Workers<BatchOfFile, RowsAnswer>;
  /** Does a job in this thread. */
  readonly here: (job: BatchOfFile) => Promise<RowsAnswer>;
  readonly log: (line: string) => void;
}

/**
 * The second pass over a file: other threads audit its records, in order, and the results are kept as rows. It follows
 * the first pass, and the file's changes.
 */
export class FileChecking {
  rows: FileRows;
  /** Number of audited records, from the first one on. */
  checked = 0;
  private next = 0;
  /** Counts how often results became outdated. */
  private epoch = 0;
  private flights: Flight[] = [];
  /** Audited records whose content has changed since. */
  private readonly again = new Set<number>();
  private workers: Workers<BatchOfFile, RowsAnswer> | undefined;
  private running: Promise<void> | undefined;
  /** Was it stopped before everything was audited? */
  isStopped = false;
  private readonly ends: readonly (() => void)[];

  /**
   * @param hear is called when more is known
   * @param shared keeps the results, in a table of several files; without it they are kept in a table of its own
   * @param name what rows call the file
   */
  constructor(
    private readonly file: IndexedFile,
    private readonly ports: CheckingPorts,
    private readonly hear: () => void,
    private readonly shared?: FileRows,
    private readonly name = file.uri,
  ) {
    this.rows = shared ?? new FileRows();
    this.ends = [file.outdated.listen((what) => this.forget(what)), file.changed.listen(() => this.goOn())];
  }

  /** Are all known records audited? */
  get isWhole(): boolean {
    return this.again.size === 0 && this.flights.length === 0 && this.checked >= this.file.state.records;
  }

  /** Stops the work; the results so far stay. */
  stop(): void {
    this.isStopped = true;
  }

  /** Resumes after {@link stop}. */
  resume(): void {
    this.isStopped = false;
    this.goOn();
  }

  /** Waits until nothing is in progress: all known records are audited, or the work was stopped. */
  async settled(): Promise<void> {
    while (this.running !== undefined) await this.running;
  }

  async close(): Promise<void> {
    for (const end of this.ends) end();
    this.stop();
    await this.workers?.close();
  }

  private goOn(): void {
    if (this.running !== undefined || this.isStopped || this.file.readAs === undefined || this.isWhole) return;
    this.running = this.run().then(
      () => {
        this.running = undefined;
        this.hear();
        // Takes up work that arrived while its threads were being stopped.
        this.goOn();
      },
      (error: unknown) => {
        this.running = undefined;
        this.ports.log(`The audit of ${this.file.uri} failed: ${String(error)}`);
        this.hear();
      },
    );
  }

  private async run(): Promise<void> {
    try {
      while (!this.isStopped) {
        if (this.flights.length < (this.workers?.room ?? 1) && (await this.launch())) continue;
        const [first] = this.flights;
        if (first !== undefined) await this.land(first);
        else if (!(await this.checkAgain())) return;
      }
    } finally {
      const { workers } = this;
      this.flights = [];
      this.next = this.checked;
      this.workers = undefined;
      await workers?.close();
    }
  }

  /** Submits the next records; false if all known records have been submitted. */
  private async launch(): Promise<boolean> {
    const { next, epoch } = this;
    const batch = await this.file.batch((ranges) =>
      next < ranges.count ? nextRecords(ranges, next, ranges.count, sizeFrom(ranges, next)) : undefined,
    );
    // The batch may be outdated: it is read again.
    if (this.epoch !== epoch) return true;
    const job = batch && this.jobOf(batch);
    if (job === undefined) return false;
    this.next = next + countRecords(job.batch);
    const isRest = this.next === this.file.state.records && job.batch.content.length < shortJob;
    const isHere = this.workers === undefined && isRest && this.file.state.phase === "whole";
    const answer = isHere ? this.ports.here(job) : (this.workers ??= this.ports.start()).run(job);
    // The code that awaits the answer gets the failure.
    answer.catch(() => undefined);
    this.flights.push({ answer, from: next, to: this.next });
    return true;
  }

  private async land(flight: Flight): Promise<void> {
    const { rows, faults, unreadable, log } = await flight.answer;
    for (const line of log) this.ports.log(line);
    if (this.flights[0] === flight) this.flights.shift();
    const { to } = flight;
    if (to <= flight.from) return;
    const isValid = ({ record }: { readonly record: number }): boolean => record < to;
    this.rows.append({
      rows: rows.filter(isValid),
      faults: faults.filter(isValid),
      unreadable: unreadable.filter(isValid),
    });
    this.checked = to;
    this.hear();
  }

  /** Audits a record whose content has changed since its audit; false if there is none. */
  private async checkAgain(): Promise<boolean> {
    const [record] = this.again;
    if (record === undefined) return false;
    const { epoch } = this;
    const batch = await this.file.batch(() => ({ from: record, to: record + 1 }));
    if (this.epoch !== epoch) return true;
    const job = batch && this.jobOf(batch);
    const answer = job && (await this.ports.here(job));
    if (this.epoch !== epoch) return true;
    this.again.delete(record);
    if (answer !== undefined) this.rows.replace(record, answer);
    this.hear();
    return true;
  }

  private jobOf(batch: RecordBatch): BatchOfFile | undefined {
    const { format, readAs } = this.file;
    if (format === undefined || readAs === undefined) return undefined;
    const { profile, dialect, paid } = readAs;
    return {
      file: this.name,
      path: undefined,
      format: format.id,
      container: format.container,
      step: format.step,
      profile: profile?.profile.name,
      dialect: dialect?.id,
      paid,
      batch,
      deadly: [],
    };
  }

  private forget(what: { readonly from: number } | { readonly record: number }): void {
    this.epoch++;
    if ("record" in what) {
      if (what.record < this.next) this.again.add(what.record);
      return;
    }
    const { from } = what;
    if (from === 0 && this.shared === undefined) this.rows = new FileRows();
    else if (from < this.checked) this.rows.forget(from);
    this.checked = Math.min(this.checked, from);
    this.next = Math.min(this.next, from);
    for (const flight of this.flights) flight.to = Math.min(flight.to, from);
    for (const record of this.again) if (record >= from) this.again.delete(record);
  }
}
