import { Emitter } from "vscode-languageserver";
import { changeInWords } from "../core/fileIndex/fileChange";
import { FirstPass } from "../core/fileIndex/firstPass";
import { FileChecking } from "../core/fileIndex/fileChecking";
import { IndexedFile } from "../core/fileIndex/indexedFile";
import { rowsKind, type RowsRunner, startRows } from "../core/fileIndex/rowsJob";
import { FileFailure } from "../core/host/byteSource";
import type { LargeFiles, Logger } from "../core/host/host";
import type { DiskFileState } from "../protocol/diskFiles";
import type { AuditSetup, Configuration } from "./configuration";
import { Refused } from "./runSafe";

/** A file that is read from the disk: the places of its records, and what was found in them. */
export interface DiskFile {
  readonly uri: string;
  readonly setup: AuditSetup;
  readonly index: IndexedFile;
  readonly checking: FileChecking;
}

/** The files that are read from the disk and that no editor has open. */
export class DiskFiles {
  private readonly files = new Map<string, DiskFile>();
  private readonly changes = new Map<string, string>();
  private readonly told = new Map<string, string>();
  private readonly changedEmitter = new Emitter<DiskFile>();
  /** Fires when more of a file is known, at most some hundred times, and when it changed. */
  readonly onChanged = this.changedEmitter.event;

  constructor(
    /** Undefined if there is no disk. */
    private readonly large: LargeFiles | undefined,
    private readonly configuration: Configuration,
    private readonly logger: Logger,
  ) {}

  /** Starts to read a file; reading that was stopped is resumed. */
  async open(uri: string): Promise<DiskFile> {
    const { large } = this;
    if (large === undefined) throw new Refused("There is no disk here from which a file could be read.");
    const known = this.files.get(uri);
    if (known !== undefined) {
      known.checking.resume();
      this.look(known);
      await known.index.known(1);
      return known;
    }
    const setup = await this.configuration.setupOf(uri);
    const file = this.make(uri, setup, large);
    this.files.set(uri, file);
    this.look(file);
    await file.index.known(1);
    return file;
  }

  /** What a file's first records are, for people; undefined if they are none that are known. It is read no further. */
  async recognise(uri: string): Promise<string | undefined> {
    const { large } = this;
    if (large === undefined) return undefined;
    const setup = await this.configuration.setupOf(uri);
    const file = await large.disk.open(uri);
    try {
      const name = uri.split("/").at(-1) ?? "";
      const { reading, opened } = await FirstPass.begin(name, file, setup, large, new AbortController().signal);
      await opened.close();
      return reading.format.title;
    } catch (error) {
      if (error instanceof FileFailure) return undefined;
      throw error;
    } finally {
      await file.close();
    }
  }

  /** The file, read by the present settings; undefined if it was not opened. */
  async of(uri: string): Promise<DiskFile | undefined> {
    const file = this.files.get(uri);
    if (file === undefined) return undefined;
    const setup = await this.configuration.setupOf(uri);
    if (setup === file.setup || this.files.get(uri) !== file) return this.files.get(uri);
    await this.close(uri);
    return this.open(uri);
  }

  get all(): readonly DiskFile[] {
    return [...this.files.values()];
  }

  async close(uri: string): Promise<void> {
    const file = this.files.get(uri);
    this.files.delete(uri);
    this.told.delete(uri);
    this.changes.delete(uri);
    await file?.checking.close();
    await file?.index.close();
  }

  /** Says that the file may have changed. */
  look({ index }: Pick<DiskFile, "index">): void {
    index.look().catch((error: unknown) => {
      this.logger.error(
        `${index.uri} could not be read: ${error instanceof Error ? (error.stack ?? "") : String(error)}`,
      );
    });
  }

  stop({ index, checking }: DiskFile): void {
    index.stop();
    checking.stop();
  }

  stateOf({ uri, index, checking }: DiskFile): DiskFileState {
    const { phase, why, records, read, size } = index.state;
    const { checked, isStopped, isWhole } = checking;
    const change = this.changes.get(uri);
    return {
      uri,
      phase: phase !== "whole" ? phase : isWhole ? "whole" : isStopped ? "stopped" : "checking",
      ...(why === undefined ? {} : { why }),
      ...(index.format === undefined ? {} : { title: index.format.title }),
      ...(index.packed === undefined ? {} : { packed: index.packed }),
      records,
      checked,
      percent: phase === "reading" ? share(read, size) : share(checked, records),
      ...(change === undefined ? {} : { change }),
    };
  }

  private make(uri: string, setup: AuditSetup, large: LargeFiles): DiskFile {
    const index = new IndexedFile(uri, setup, large);
    let here: RowsRunner | undefined;
    const checking = new FileChecking(
      index,
      {
        start: () => large.startWorkers(rowsKind, setup.madeOf),
        here: (job) => (here ??= startRows(setup.madeOf, large.utf8))(job, () => undefined),
        log: (line) => this.logger.error(line),
      },
      () => this.hear(file),
    );
    const file: DiskFile = { uri, setup, index, checking };
    index.changed.listen(() => this.hear(file));
    index.rewritten.listen(({ change, recordsBefore }) => {
      this.changes.set(uri, changeInWords(change, index.state.records - recordsBefore));
      this.hear(file);
    });
    return file;
  }

  /** Reports a file when a further percent is known, or when something other than a number changed. */
  private hear(file: DiskFile): void {
    if (this.files.get(file.uri) !== file) return;
    const { phase, percent, why, change } = this.stateOf(file);
    const now = JSON.stringify([phase, percent, why, change, phase === "whole" ? file.index.state.records : 0]);
    if (this.told.get(file.uri) === now) return;
    this.told.set(file.uri, now);
    this.changedEmitter.fire(file);
  }
}

function share(part: number, whole: number | undefined): number {
  return whole === undefined ? 0 : whole === 0 ? 100 : Math.floor((100 * part) / whole);
}
