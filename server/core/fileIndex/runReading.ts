import type { BatchOfFile } from "../engine/batch";
import type { StartWorkers } from "../host/workers";
import { RunTable } from "../runs/table/runTable";
import { FileChecking } from "./fileChecking";
import { FileRows } from "./fileRows";
import type { ReadBySetup } from "./firstPass";
import { IndexedFile } from "./indexedFile";
import type { IndexPorts } from "./indexState";
import { rowsKind, type RowsAnswer, type RowsRunner, type RowsSettings, startRows } from "./rowsJob";
import { SharedWorkers } from "./sharedWorkers";

/** Number of files that are read at a time: while the last records of one are audited, the next one is opened. */
const lanes = 3;

/** A table that has this many dropped rows, and more of them than others, is made anew without them. */
const manyDropped = 2000;

/** How a file of a run is read. */
export interface RunSetup extends ReadBySetup {
  readonly madeOf: RowsSettings;
}

/** A file from which a run is made. */
export interface GivenFile {
  /** The name that the table shows; each file has another. */
  readonly name: string;
  readonly uri: string;
  readonly setup: RunSetup;
}

/** One of the files of a run. */
export interface FileOfRun extends GivenFile {
  readonly index: IndexedFile;
  readonly checking: FileChecking;
}

/** What a run needs from its host. */
export interface RunPorts extends IndexPorts {
  readonly startWorkers: StartWorkers;
  readonly log: (line: string) => void;
}

/**
 * Files that are read as one run: their samples are rows of one table, in the order of the files. It follows what becomes
 * of the files: one that grew is read on, one that was cut or replaced is read again, and the rows of one that is gone
 * are dropped.
 */
export class RunReading {
  table = new RunTable();
  phase: "reading" | "whole" | "stopped" = "whole";
  private files: readonly FileOfRun[] = [];
  /** Files that are to be looked at, in their order. */
  private readonly waiting = new Set<FileOfRun>();
  private readonly busy = new Set<FileOfRun>();
  private readonly pools = new Map<RowsSettings, SharedWorkers<BatchOfFile, RowsAnswer>>();
  private isClosed = false;

  /** @param hear is called when more is known, and when all is */
  constructor(
    private readonly ports: RunPorts,
    private readonly hear: () => void,
  ) {}

  get all(): readonly FileOfRun[] {
    return this.files;
  }

  named(name: string): FileOfRun | undefined {
    return this.files.find((file) => file.name === name);
  }

  /** The run is of these files from now on. Those that it has are looked at again. */
  give(given: readonly GivenFile[]): void {
    const known = new Map(this.files.map((file) => [file.uri, file]));
    this.files = given.map((file) => known.get(file.uri) ?? this.make(file));
    const now = new Set(this.files);
    for (const file of known.values()) if (!now.has(file)) this.remove(file);
    this.table.arrange(this.files.map(({ name }) => name));
    this.look(this.files);
  }

  /** These files may have changed. */
  changed(uris: ReadonlySet<string>): void {
    this.look(this.files.filter(({ uri }) => uris.has(uri)));
  }

  /** Stops reading; the results so far stay. */
  stop(): void {
    if (this.phase !== "reading") return;
    this.phase = "stopped";
    for (const { index, checking } of this.busy) {
      index.stop();
      checking.stop();
    }
    this.hear();
  }

  /** Resumes after {@link stop}. */
  resume(): void {
    if (this.phase !== "stopped") return;
    for (const { checking } of this.files) checking.resume();
    const isDone = ({ index, checking }: FileOfRun): boolean => index.state.phase === "whole" && checking.isWhole;
    this.phase = "whole";
    this.look(this.files.filter((file) => this.waiting.has(file) || !isDone(file)));
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.waiting.clear();
    for (const { index, checking } of this.files) {
      index.stop();
      checking.stop();
    }
    await this.closePools();
    await Promise.all(this.files.map(({ index }) => index.close()));
  }

  private make(given: GivenFile): FileOfRun {
    const index = new IndexedFile(given.uri, { ...given.setup, holdsTexts: true }, this.ports);
    const pool = this.poolOf(given.setup.madeOf);
    const { log } = this.ports;
    const checking = new FileChecking(
      index,
      { start: () => pool.lent(), here: (job) => pool.here(job), log },
      () => this.hear(),
      new FileRows(this.table),
      given.name,
    );
    return { ...given, index, checking };
  }

  private remove({ index, checking }: FileOfRun): void {
    checking.rows.forget(0);
    void checking.close();
    void index.close();
  }

  private poolOf(settings: RowsSettings): SharedWorkers<BatchOfFile, RowsAnswer> {
    let pool = this.pools.get(settings);
    if (pool === undefined) {
      const { startWorkers, utf8 } = this.ports;
      let here: RowsRunner | undefined;
      pool = new SharedWorkers(
        () => startWorkers<BatchOfFile, RowsAnswer>(rowsKind, settings),
        (job) => (here ??= startRows(settings, utf8))(job, () => undefined),
        ({ batch }) => batch.content.length,
      );
      this.pools.set(settings, pool);
    }
    return pool;
  }

  private look(files: readonly FileOfRun[]): void {
    const wanted = new Set([...this.waiting, ...files]);
    this.waiting.clear();
    for (const file of this.files) if (wanted.has(file)) this.waiting.add(file);
    if (this.phase === "stopped" || this.isClosed) return;
    this.phase = "reading";
    this.goOn();
  }

  private goOn(): void {
    if (this.isClosed) return;
    for (const file of this.waiting) {
      if (this.phase !== "reading" || this.busy.size >= lanes) break;
      // A file that is being read is looked at again afterwards.
      if (this.busy.has(file)) continue;
      this.waiting.delete(file);
      this.busy.add(file);
      void this.read(file).then(() => {
        this.busy.delete(file);
        this.goOn();
      });
    }
    if (this.busy.size > 0) return;
    if (this.phase === "reading") {
      // Where the audit failed, the log says why, and whoever resumes it tries again.
      const isDone = this.files.every(({ index, checking }) => index.state.phase !== "whole" || checking.isWhole);
      this.phase = isDone ? "whole" : "stopped";
      this.withoutDropped();
      this.hear();
    }
    void this.closePools();
  }

  private async read({ index, checking, uri }: FileOfRun): Promise<void> {
    try {
      await index.look();
      await checking.settled();
      await index.rest();
    } catch (error) {
      this.ports.log(`${uri} could not be read: ${error instanceof Error ? (error.stack ?? "") : String(error)}`);
    }
    if (!this.isClosed) this.hear();
  }

  /** Frees the memory of dropped rows once they are many. The rows that remain get other numbers. */
  private withoutDropped(): void {
    const { table } = this;
    const dropped = table.length - table.live;
    if (dropped < manyDropped || dropped < table.live) return;
    this.table = new RunTable();
    for (const { checking } of this.files) checking.rows = checking.rows.moved(this.table);
    this.table.arrange(this.files.map(({ name }) => name));
  }

  private async closePools(): Promise<void> {
    await Promise.all([...this.pools.values()].map((pool) => pool.close()));
  }
}
