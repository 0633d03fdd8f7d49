import type { SearchedWords } from "../engine/searchedText";
import { countRecords } from "../records/stream/recordBatch";
import type { RunTable } from "../runs/table/runTable";
import { nextRecords } from "./batchOfRanges";
import type { FileOfRun, RunPorts, RunReading } from "./runReading";
import { type SearchBatch, type SearchHit, searchKind, startSearch } from "./searchJob";
import { SharedWorkers } from "./sharedWorkers";

/** Bytes of the first records of a search, which are searched in this thread so that the first hits come at once. */
const firstSize = 64 << 10;

/** A search of a file. */
interface FileSearch {
  readonly file: FileOfRun;
  /** The next record to be searched. */
  next: number;
  /** Counts how often records that were searched became others. */
  epoch: number;
  /** For each term, the samples that have its words. */
  readonly hits: readonly Set<number>[];
  readonly end: () => void;
}

/** How far a search has come. */
export interface SearchState {
  readonly phase: "searching" | "stopped" | "whole";
  /** How many of the files' bytes hold the records that were searched: of packed ones, of their bytes as they lie on disk. */
  readonly read: number;
  /** Samples that have the words, summed over the terms. */
  readonly hits: number;
}

/**
 * Looks for words in the texts of a run's samples, which are in no table: it reads the files once more, in the order of
 * the run, in threads of its own. It follows the files as the run does. There is one search at a time: that of the words
 * that were wanted last.
 */
export class TextSearch {
  private terms: readonly SearchedWords[] = [];
  private files = new Map<string, FileSearch>();
  private isWanted = false;
  private isStopped = false;
  private isClosed = false;
  private running: Promise<void> | undefined;
  private readonly pool: SharedWorkers<SearchBatch, readonly SearchHit[]>;

  /** @param hear is called when more is found, and when all is searched */
  constructor(
    private readonly reading: Pick<RunReading, "all" | "phase">,
    private readonly ports: Pick<RunPorts, "startWorkers" | "utf8" | "log">,
    private readonly hear: () => void,
  ) {
    const here = startSearch(ports.utf8);
    this.pool = new SharedWorkers(
      () => ports.startWorkers<SearchBatch, readonly SearchHit[]>(searchKind, {}),
      (job) => here(job, () => undefined),
      ({ batch }) => batch.content.length,
    );
  }

  /** These words are wanted from now on, and no others. Without any, nothing more is searched. */
  want(terms: readonly SearchedWords[]): void {
    this.isWanted = terms.length > 0;
    if (terms.some((term) => this.place(term) < 0)) {
      this.clear();
      this.terms = terms;
      this.isStopped = false;
    }
    this.goOn();
  }

  /** Undefined if no words are wanted. */
  get state(): SearchState | undefined {
    if (!this.isWanted) return undefined;
    let [read, hits] = [0, 0];
    for (const { name, index } of this.reading.all) {
      const { next = 0, hits: found = [] } = this.files.get(name) ?? {};
      read += index.bytesOf(next);
      for (const one of found) hits += one.size;
    }
    return { phase: this.isWhole ? "whole" : this.isStopped ? "stopped" : "searching", read, hits };
  }

  /** Does a row's sample have the words? It counts as having none until it was searched. */
  hasWords(field: SearchedWords["field"], words: string, table: RunTable, row: number): boolean {
    const hits = this.files.get(table.file.get(row) ?? "")?.hits[this.place({ field, words })];
    return hits?.has(keyOf(table.record.raw(row), table.trace.raw(row))) ?? false;
  }

  stop(): void {
    this.isStopped = true;
    this.hear();
  }

  resume(): void {
    this.isStopped = false;
    this.goOn();
  }

  /** There may be more to search: files were read on, or others came. */
  goOn(): void {
    if (this.isClosed || !this.isWanted || this.isStopped || this.running !== undefined) return;
    if (this.nextFile === undefined) {
      if (this.isWhole) void this.pool.close();
      return;
    }
    this.running = this.run().then(
      () => this.ended(),
      (error: unknown) => {
        this.ports.log(`A search failed: ${String(error)}`);
        this.isStopped = true;
        this.ended();
      },
    );
  }

  async close(): Promise<void> {
    this.isClosed = true;
    this.clear();
    await this.pool.close();
  }

  private ended(): void {
    this.running = undefined;
    if (this.isClosed) return;
    this.hear();
    if (this.isStopped || !this.isWanted) void this.pool.close();
    else this.goOn();
  }

  private place({ field, words }: SearchedWords): number {
    return this.terms.findIndex((term) => term.field === field && term.words === words);
  }

  private clear(): void {
    for (const { end } of this.files.values()) end();
    this.files = new Map();
  }

  /** Is all searched that there is, and nothing more to come? */
  private get isWhole(): boolean {
    const { all, phase } = this.reading;
    return (
      phase !== "reading" && all.every(({ name, index }) => (this.files.get(name)?.next ?? 0) >= index.state.records)
    );
  }

  /** The first file with records that are known and not searched. */
  private get nextFile(): FileSearch | undefined {
    for (const file of this.reading.all) {
      const { index, checking, name } = file;
      // A packed file is read from its start to reach a record: two that read it at once would do so again and again.
      const isBeingRead = this.reading.phase === "reading" && !(index.state.phase === "whole" && checking.isWhole);
      if (index.packed !== undefined && isBeingRead) continue;
      if (index.readAs === undefined) continue;
      if ((this.files.get(name)?.next ?? 0) < index.state.records) return this.searchOf(file);
    }
    return undefined;
  }

  private searchOf(file: FileOfRun): FileSearch {
    const known = this.files.get(file.name);
    if (known?.file === file) return known;
    known?.end();
    const end = file.index.outdated.listen((what) => {
      const { hits } = search;
      search.epoch++;
      const from = "from" in what ? what.from : what.record;
      for (const one of hits) for (const key of one) if (recordOf(key) >= from) one.delete(key);
      search.next = Math.min(search.next, from);
    });
    const search: FileSearch = { file, next: 0, epoch: 0, hits: this.terms.map(() => new Set<number>()), end };
    this.files.set(file.name, search);
    return search;
  }

  private async run(): Promise<void> {
    const { terms } = this;
    const isOver = (): boolean => this.isClosed || this.isStopped || !this.isWanted || this.terms !== terms;
    for (let search = this.nextFile; search !== undefined && !isOver(); search = this.nextFile) {
      await this.searchFile(search, terms, isOver);
    }
  }

  /** Searches a file as far as its records are known: one batch is read while another is searched. */
  private async searchFile(search: FileSearch, terms: readonly SearchedWords[], isOver: () => boolean): Promise<void> {
    const { file, epoch } = search;
    let { next } = search;
    let size: number | undefined = next === 0 ? firstSize : undefined;
    let last: Promise<void> = Promise.resolve();
    while (!isOver() && search.epoch === epoch) {
      const from = next;
      const batch = await file.index.batch((ranges) =>
        from < ranges.count ? nextRecords(ranges, from, ranges.count, size) : undefined,
      );
      const { format } = file.index;
      if (batch === undefined || format === undefined || search.epoch !== epoch) break;
      size = this.pool.isStarting ? firstSize : undefined;
      next = from + countRecords(batch);
      const { id, container } = format;
      const [answer, to] = [this.pool.run({ format: id, container, batch, deadly: [], terms }), next];
      await last;
      last = answer.then((hits) => {
        if (search.epoch !== epoch || this.terms !== terms) return;
        for (const { term, record, trace } of hits) search.hits[term]?.add(keyOf(record, trace));
        search.next = to;
        this.hear();
      });
      // Whoever awaits it gets the failure.
      last.catch(() => undefined);
    }
    await last;
  }
}

/** A record's samples are at most so many. */
const samples = 2 ** 20;

function keyOf(record: number, trace: number): number {
  return record * samples + trace;
}

function recordOf(key: number): number {
  return Math.floor(key / samples);
}
