import { stat } from "node:fs/promises";
import type { BatchOfFile } from "../../core/engine/batch";
import { type FoundInput, findInputs, type Input } from "../../node/inputs";
import type { StartRunner } from "../../node/workers/protocol";
import type { Setups } from "../audit/setup";
import type { InputFlags } from "../flags/commonFlags";
import { codeOf, exitCodes, InputFailure } from "../failure";
import { type InputBatch, InputReader } from "../input/recordBatches";
import { Telling } from "../input/telling";
import type { World } from "../world";
import { OrderedWork } from "./orderedWork";

export interface FileRunOptions<Job, Answer> {
  readonly flags: InputFlags;
  readonly world: World;
  readonly setups: Setups;
  /** The name of the workers' task: `workerKinds.ts` has the list. */
  readonly kind: string;
  readonly settings: unknown;
  readonly start: StartRunner;
  /** Number of bytes that take longer than a worker takes to start. */
  readonly long: number;
  /** May the work be done on several threads? */
  readonly onThreads?: boolean;
  readonly jobOf: (batch: InputBatch) => Job;
  readonly write: (answer: Answer) => Promise<void>;
  /** Called before a file is read. */
  readonly begin?: (input: Input) => Promise<void>;
  /** Called once all of a file is written. The file may have failed midway. */
  readonly end?: (isWhole: boolean) => Promise<void>;
  /** Invalid UTF-8 ends the file, instead of being read as U+FFFD. */
  readonly refuseInvalid?: boolean;
}

/** What was read of a run's inputs. */
export interface ReadCounts {
  /** Traces that were checked. */
  readonly checked: number;
  /** Traces that were read and not checked. */
  readonly unchecked: number;
  /** Records that could not be read. */
  readonly unread: number;
}

/** Processes all inputs that the arguments name, batch by batch, on as many threads as are wanted. */
export class FileRun<Job extends BatchOfFile, Answer> {
  readonly telling: Telling;
  /** Files that were read. */
  read = 0;
  private readonly work: OrderedWork<Job, Answer>;
  private readonly reader: InputReader;
  /** Was there an input that may be empty, or hold bad records alone: a part of a file, in the filter? */
  mayBeEmpty = false;

  constructor(private readonly options: FileRunOptions<Job, Answer>) {
    const { flags, world, setups, kind, settings, start, long, write, onThreads = true } = options;
    this.telling = new Telling(world);
    this.reader = new InputReader(flags, setups, world, this.telling, options.refuseInvalid === true);
    this.work = new OrderedWork<Job, Answer>({
      entry: world.entry,
      kind,
      settings,
      start,
      long,
      write,
      jobs: onThreads ? flags.jobs : 1,
      without: (job, record, why) => ({ ...job, deadly: [...job.deadly, { record, why }] }),
    });
  }

  /** Reads the inputs that the arguments name; a message reports those that cannot be read, and the others are read. */
  async run(args: readonly string[]): Promise<void> {
    const { world } = this.options;
    try {
      for await (const found of findInputs(args, world.folder)) {
        if (world.stdout.closed || this.reader.isDone) break;
        await this.take(found);
      }
      await this.work.drained();
    } finally {
      await this.work.close();
    }
  }

  /**
   * Did something fail that means exit code 2? Says why, if that was not said yet.
   *
   * @param checked how many traces were checked
   * @param unchecked how many traces and records were not
   */
  async hasFailed(checked: number, unchecked: number): Promise<boolean> {
    const { telling } = this;
    const { flags, world } = this.options;
    if (world.stdout.closed) return telling.failed;
    if (checked === 0 && !this.mayBeEmpty) {
      await telling.fail("No trace was checked: nothing that was read holds one that is known here.");
    }
    if (flags.strict === true && (unchecked > 0 || telling.passedOver > 0)) {
      await telling.fail("Not all was recognised and checked, which --strict requires.");
    }
    return telling.failed;
  }

  /** The exit code of a command that only failures and records that cannot be read make other than 0. */
  async exitCode({ checked, unchecked, unread }: ReadCounts): Promise<number> {
    if (await this.hasFailed(checked, unchecked + unread)) return exitCodes.failure;
    // A part of a file that is filtered may hold bad records: its lines say so.
    return codeOf(unread > 0 && !this.mayBeEmpty, this.options.flags);
  }

  private async take(found: FoundInput): Promise<void> {
    if ("problem" in found) await this.telling.fail(`${found.name}: cannot be read: ${found.problem}.`);
    else if ("passedOver" in found) await this.telling.say(`${found.name}: passed over: ${found.passedOver}.`);
    else await this.takeInput(found);
  }

  private async takeInput(input: Input): Promise<void> {
    const { world, jobOf, begin, end } = this.options;
    let isWhole = false;
    let hasBegun = false;
    if (this.reader.isFilter(input)) this.mayBeEmpty = true;
    try {
      await begin?.(input);
      hasBegun = true;
      this.work.expect(await sizeOf(input));
      let isRead = false;
      for await (const batch of this.reader.batches(input)) {
        if (!isRead) this.read++;
        isRead = true;
        await this.work.submit(jobOf(batch), lengthOf(batch), batch.isLive);
        if (world.stdout.closed) return;
      }
      isWhole = true;
    } catch (error) {
      // A bad flag or config is not the fault of one file: it ends the run.
      if (!(error instanceof InputFailure)) throw error;
      await this.telling.fail(error.message);
    } finally {
      if (end !== undefined && hasBegun) this.work.mark(() => this.guarded(() => end(isWhole)));
    }
  }

  private async guarded(run: () => Promise<void>): Promise<void> {
    try {
      await run();
    } catch (error) {
      if (!(error instanceof InputFailure)) throw error;
      await this.telling.fail(error.message);
    }
  }
}

function lengthOf({ batch }: InputBatch): number {
  return batch.content.length;
}

/** Bytes of a file; 0 for a stream, and for a file that cannot be read, which its reader reports. */
async function sizeOf({ path }: Input): Promise<number> {
  if (path === undefined) return 0;
  return stat(path).then(
    (found) => found.size,
    () => 0,
  );
}
