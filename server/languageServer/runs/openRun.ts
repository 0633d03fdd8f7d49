import { auditRecord } from "../../core/engine/auditRecord";
import { nextRecords } from "../../core/fileIndex/batchOfRanges";
import { IndexedFile } from "../../core/fileIndex/indexedFile";
import type { IndexPorts } from "../../core/fileIndex/indexState";
import type { ReadBySetup } from "../../core/fileIndex/firstPass";
import type { Logger, Timers } from "../../core/host/host";
import { sampleTexts } from "../../core/ide/sampleTexts";
import { recordTexts } from "../../core/records/stream/recordTexts";
import { RunPages } from "../../core/runs/pages/runPages";
import { RunTable } from "../../core/runs/table/runTable";
import type { RunSample, RunState, UnreadableRecords } from "../../protocol/runs";
import { identityOf } from "./identity";

/** Bytes of records that are audited between two looks at the clock. */
const pieceSize = 64 << 10;

/** Milliseconds of work after which waiting messages are handled, and milliseconds between two progress messages. */
const [spell, pause] = [20, 150];

/** Maximum number of unreadable records that are named. */
const maxNamed = 3;

/** One of the files of a run. */
interface FileOfRun {
  /** The name that the table shows. */
  readonly name: string;
  readonly uri: string;
  readonly setup: ReadBySetup;
  readonly index: IndexedFile;
  /** In bytes. */
  readonly size: number;
  /** The next record to be audited, and the length in bytes of those before it. */
  next: number;
  read: number;
  /** Records that cannot be read. */
  unreadable: number;
  isDone: boolean;
}

/** A file from which a run is made. */
export interface RunFileGiven {
  readonly name: string;
  readonly uri: string;
  readonly setup: ReadBySetup;
}

/** What a run needs from the server. */
export interface RunWorld {
  readonly ports: IndexPorts;
  readonly timers: Timers;
  readonly logger: Logger;
  /** Takes progress messages. */
  readonly tell: (state: RunState) => void;
}

/** Files that are read as one run, one after the other, while the pages' requests are answered. */
export class OpenRun {
  readonly table = new RunTable();
  readonly pages = new RunPages(this.table);
  private readonly files: FileOfRun[] = [];
  private phase: RunState["phase"] = "reading";
  private why: string | undefined;
  private first: UnreadableRecords["first"] = [];
  private told = 0;
  private isClosed = false;
  private working: Promise<void> = Promise.resolve();

  constructor(
    private readonly id: string,
    private readonly world: RunWorld,
  ) {
    this.pages.isWhole = false;
  }

  /** Starts to read. */
  async begin(given: readonly RunFileGiven[]): Promise<RunState> {
    const { ports } = this.world;
    for (const { name, uri, setup } of given) {
      const size = await sizeOf(ports, uri);
      const index = new IndexedFile(uri, setup, ports);
      this.files.push({ name, uri, setup, index, size, next: 0, read: 0, unreadable: 0, isDone: false });
    }
    this.start();
    return this.state;
  }

  get state(): RunState {
    const { id, phase, why, table, files } = this;
    const known = files.filter(({ index }) => index.format !== undefined);
    return {
      run: id,
      phase,
      why,
      read: files.reduce((sum, { read }) => sum + read, 0),
      size: files.reduce((sum, { size }) => sum + size, 0),
      samples: table.length,
      files: known.length,
      step: lastStep(table),
      identity: identityOf(known.map(({ index }) => index)),
      unreadable: this.unreadable,
    };
  }

  stop(): void {
    if (this.phase === "reading") this.phase = "stopped";
  }

  resume(): void {
    if (this.phase !== "stopped") return;
    this.phase = "reading";
    this.start();
  }

  async close(): Promise<void> {
    this.isClosed = true;
    for (const { index } of this.files) index.stop();
    await this.working;
    for (const { index } of this.files) await index.close();
  }

  /** The texts of a row's sample, read again; undefined if the file no longer has it. */
  async sample(row: number): Promise<RunSample | undefined> {
    const { file: name, record, trace } = this.table.get(row);
    const file = this.files.find((each) => each.name === name);
    const found = await file?.index.record(record);
    const [one] = found?.file.records ?? [];
    const sample = one?.read.samples.find((each) => each.trace === trace);
    if (file === undefined || one === undefined || sample === undefined) return undefined;
    const audited = one.samples.find((each) => each.sample === sample);
    return { ...sampleTexts(sample, audited), uri: file.uri, record };
  }

  private get unreadable(): UnreadableRecords | undefined {
    const count = this.files.reduce((sum, { unreadable }) => sum + unreadable, 0);
    const of = this.files.reduce((sum, { next }) => sum + next, 0);
    return count === 0 ? undefined : { count, of, first: this.first };
  }

  private start(): void {
    this.working = this.working
      .then(() => this.readAll())
      .catch((error: unknown) => {
        this.phase = "failed";
        this.why = error instanceof Error ? error.message : String(error);
        this.world.logger.error(
          `Reading a run failed: ${error instanceof Error ? (error.stack ?? "") : String(error)}`,
        );
      })
      .then(() => this.tell());
  }

  private async readAll(): Promise<void> {
    for (const file of this.files) {
      if (!file.isDone) await this.readFile(file);
      if (!this.isReading) return;
    }
    this.pages.isWhole = true;
    const failed = this.files.map(({ index }) => index.state).find(({ phase }) => phase === "failed");
    const isNothing = this.table.length === 0 && failed !== undefined;
    this.phase = isNothing ? "failed" : "whole";
    if (isNothing) this.why = sentence(failed.why ?? "nothing of it can be read");
  }

  private async readFile(file: FileOfRun): Promise<void> {
    const { index } = file;
    const { timers, ports } = this.world;
    index.look().catch((error: unknown) => this.world.logger.error(String(error)));
    let since = timers.now();
    for (;;) {
      await index.known(file.next + 1);
      const batch = await index.batch((ranges) =>
        file.next < ranges.count ? nextRecords(ranges, file.next, ranges.count, pieceSize) : undefined,
      );
      if (batch === undefined || !this.isReading) break;
      for (const record of recordTexts(batch, ports.utf8)) this.audit(file, record);
      file.next += batch.spans.length / 2;
      file.read = index.ranges?.at(file.next - 1).end ?? file.read;
      if (timers.now() - since > spell) {
        if (timers.now() - this.told > pause) this.tell();
        await timers.breathe();
        since = timers.now();
      }
    }
    file.isDone = this.isReading;
    if (file.isDone) file.read = file.size;
  }

  private audit(file: FileOfRun, record: Parameters<typeof auditRecord>[1]): void {
    const { format, readAs } = file.index;
    if (format === undefined) return;
    const { auditor } = file.setup;
    const by = {
      ...{ auditor, format, profile: readAs?.profile?.profile },
      ...{ dialect: readAs?.dialect?.id, paid: readAs?.paid },
    };
    for (const result of auditRecord(file.name, record, by, { row: true })) {
      if (result.kind === "trace") {
        if (result.row !== undefined) this.table.append(result.row);
        continue;
      }
      file.unreadable++;
      if (this.first.length >= maxNamed) continue;
      const where = `${this.files.length > 1 ? `${file.name}, ` : ""}line ${result.line + 1}`;
      this.first = [...this.first, { uri: file.uri, line: result.line, where, why: result.error.message }];
    }
  }

  private get isReading(): boolean {
    return this.phase === "reading" && !this.isClosed;
  }

  private tell(): void {
    if (this.isClosed) return;
    this.told = this.world.timers.now();
    this.world.tell(this.state);
  }
}

/** 0 for a file that cannot be opened: its index has the reason. */
async function sizeOf({ disk }: IndexPorts, uri: string): Promise<number> {
  try {
    const file = await disk.open(uri);
    await file.close();
    return file.size;
  } catch {
    return 0;
  }
}

function lastStep(table: RunTable): number | undefined {
  const step = table.length === 0 ? Number.NaN : table.step.get(table.length - 1);
  return Number.isNaN(step) ? undefined : step;
}

function sentence(why: string): string {
  const text = why.charAt(0).toUpperCase() + why.slice(1);
  return text.endsWith(".") ? text : `${text}.`;
}
