import type { Timers } from "../../core/host/host";
import { type FileOfRun, type GivenFile, type RunPorts, RunReading } from "../../core/fileIndex/runReading";
import { numberInIndex } from "../../core/fileIndex/numberedSample";
import { TextSearch } from "../../core/fileIndex/textSearch";
import { unknownNames } from "../../core/engine/knownNames";
import { appliedFilter } from "../../core/filters/appliedFilter";
import { textTerms } from "../../core/filters/textTerms";
import { unitOf } from "../../core/ide/recordUnits";
import { type FoundSample, sampleTexts } from "../../core/ide/sampleTexts";
import type { Sample } from "../../core/model/sample";
import type { InSteps } from "../../core/host/inSteps";
import type { RunAnswer, RunQuery, StepsAnswer } from "../../core/runs/pages/page";
import { RunPages } from "../../core/runs/pages/runPages";
import type { RunSample, RunState, UnreadableRecords } from "../../protocol/runs";
import { identityOf } from "./identity";
import { placeOfSample } from "./placeOfSample";
import { capitalised } from "../../core/text/capitalised";

/** Milliseconds between two progress messages, at least. */
const pause = 150;

/** A page asks for its view again after each message: at most this share of the time is spent on that. */
const shareOfViews = 0.2;

/** Maximum number of unreadable records that are named. */
const maxNamed = 3;

/** What a run needs from the server. */
export interface RunWorld {
  readonly ports: RunPorts;
  readonly timers: Timers;
  /** Takes progress messages. */
  readonly tell: (state: RunState) => void;
}

/** A run that a page shows: what is told of it while it is read, and the answers to the page's requests. */
export class OpenRun {
  private readonly reading: RunReading;
  private readonly search: TextSearch;
  private view: RunPages | undefined;
  private readonly sizes = new Map<string, number>();
  private told = 0;
  private pause = pause;
  private cancelTelling: (() => void) | undefined;

  /** @param folder URI of the folder to which the names of files are relative */
  constructor(
    private readonly id: string,
    readonly folder: string,
    private readonly world: RunWorld,
  ) {
    this.reading = new RunReading(world.ports, () => {
      this.search.goOn();
      this.hear();
    });
    this.search = new TextSearch(this.reading, world.ports, () => {
      this.view?.searchedMore();
      this.hear();
    });
  }

  /** Starts to read; or reads other files from now on, of which it may have some already. */
  give(given: readonly GivenFile[]): RunState {
    this.reading.give(given);
    void this.look(given);
    return this.state;
  }

  /** These files may have changed. */
  changed(uris: readonly string[]): void {
    this.reading.changed(new Set(uris));
  }

  /** What the page shows. Words that its filter asks for are searched from now on. Its time counts: see {@link shareOfViews}. */
  async viewOf(query: RunQuery): Promise<RunAnswer> {
    this.search.want(textTerms(appliedFilter(query.filter).filter));
    const { value, spent } = await this.inPieces(this.pages.viewSteps(query));
    this.pause = Math.max(pause, spent / shareOfViews);
    return value;
  }

  /** What the page Steps shows. */
  async stepsOf(query: RunQuery): Promise<StepsAnswer> {
    const { value } = await this.inPieces(this.pages.stepsSteps(query));
    return value;
  }

  /** Between two steps of the work, other messages are answered. `spent`: the milliseconds that it took itself. */
  private async inPieces<T>(work: InSteps<T>): Promise<{ readonly value: T; readonly spent: number }> {
    const { timers } = this.world;
    let spent = 0;
    for (;;) {
      const since = timers.now();
      const { done, value } = work.next();
      spent += timers.now() - since;
      if (done === true) return { value, spent };
      await timers.breathe();
    }
  }

  get pages(): RunPages {
    const { table, phase } = this.reading;
    if (this.view?.table !== table) {
      this.view = new RunPages(table, {
        unknownNames,
        hasWords: (field, words, row) => this.search.hasWords(field, words, table, row),
      });
    }
    this.view.isWhole = phase === "whole";
    return this.view;
  }

  get state(): RunState {
    const { all, table, phase } = this.reading;
    const known = all.filter(({ index }) => index.format !== undefined);
    const failed = all.map(({ index }) => index.state).find((state) => state.phase === "failed");
    const isNothing = phase === "whole" && table.live === 0 && failed !== undefined;
    const step = table.length === 0 ? Number.NaN : table.step.get(table.length - 1);
    return {
      run: this.id,
      phase: isNothing ? "failed" : phase,
      why: isNothing ? sentence(failed.why ?? "nothing of it can be read") : undefined,
      read: all.reduce((sum, file) => sum + this.readOf(file), 0),
      size: all.reduce((sum, file) => sum + this.sizeOf(file), 0),
      samples: table.live,
      files: known.length,
      step: Number.isNaN(step) ? undefined : step,
      identity: identityOf(known.map(({ index }) => index)),
      unreadable: this.unreadable,
      search: this.search.state,
    };
  }

  stop(): void {
    this.reading.stop();
  }

  resume(): void {
    this.reading.resume();
  }

  goOnSearching(on: boolean): void {
    if (on) this.search.resume();
    else this.search.stop();
  }

  async close(): Promise<void> {
    this.cancelTelling?.();
    await this.search.close();
    await this.reading.close();
  }

  /** The texts of a row's sample, read again; undefined if the file no longer has it. */
  async sample(row: number): Promise<RunSample | undefined> {
    const { table } = this.reading;
    if (row >= table.length || table.isDropped(row)) return undefined;
    const { file: name, record, trace } = table.get(row);
    const file = this.reading.named(name);
    const found = await file?.index.record(record);
    const [one] = found?.file.records ?? [];
    const format = file?.index.format;
    const sample =
      format && one?.read.samples.find((each, place) => numberInIndex(format, each, record, place).trace === trace);
    if (file === undefined || found === undefined || one === undefined || sample === undefined) return undefined;
    const foundIn = (each: Sample): FoundSample => ({
      sample: each,
      found: one.samples.find(({ sample: of }) => of === each),
    });
    const before = one.read.samples.slice(0, one.read.samples.indexOf(sample));
    const turns = sample.rewarded ? before.filter((each) => each.record === sample.record && !each.rewarded) : [];
    return {
      ...sampleTexts(foundIn(sample), turns.map(foundIn)),
      uri: file.uri,
      record: unitOf(found.file, one, sample).number,
      at: placeOfSample(found, foundIn(sample)),
    };
  }

  private get unreadable(): UnreadableRecords | undefined {
    const { all } = this.reading;
    const count = all.reduce((sum, { checking }) => sum + checking.rows.unreadable, 0);
    if (count === 0) return undefined;
    const first = all.flatMap((file) => firstUnreadable(file, all.length > 1)).slice(0, maxNamed);
    return { count, of: all.reduce((sum, { checking }) => sum + checking.checked, 0), first };
  }

  /** Bytes of the records that were audited. */
  private readOf(file: FileOfRun): number {
    const { index, checking } = file;
    return index.state.phase === "whole" && checking.isWhole ? this.sizeOf(file) : index.bytesOf(checking.checked);
  }

  private sizeOf({ uri, index }: FileOfRun): number {
    return index.fileSize ?? this.sizes.get(uri) ?? 0;
  }

  /** The sizes of files that are not opened yet. */
  private async look(given: readonly GivenFile[]): Promise<void> {
    const { disk } = this.world.ports;
    for (const { uri } of given) {
      if (this.sizes.has(uri)) continue;
      try {
        const file = await disk.open(uri);
        this.sizes.set(uri, file.size);
        await file.close();
      } catch {
        // Its index has the reason.
        this.sizes.set(uri, 0);
      }
    }
  }

  /** Tells now, or once the pause is over. What is done is told at once. */
  private hear(): void {
    const { timers } = this.world;
    const isBusy = this.reading.phase === "reading" || this.search.state?.phase === "searching";
    if (!isBusy) this.tell();
    else this.cancelTelling ??= timers.after(Math.max(0, this.told + this.pause - timers.now()), () => this.tell());
  }

  private tell(): void {
    this.cancelTelling?.();
    this.cancelTelling = undefined;
    this.told = this.world.timers.now();
    this.world.tell(this.state);
  }
}

function firstUnreadable({ name, uri, index, checking }: FileOfRun, isOneOfMany: boolean): UnreadableRecords["first"] {
  return checking.rows.firstUnreadable.flatMap(({ record, why }) => {
    if (record >= (index.ranges?.count ?? 0)) return [];
    const line = index.ranges?.at(record).line ?? 0;
    return [{ uri, line, where: `${isOneOfMany ? `${name}, ` : ""}line ${line + 1}`, why }];
  });
}

function sentence(why: string): string {
  const text = capitalised(why);
  return text.endsWith(".") ? text : `${text}.`;
}
