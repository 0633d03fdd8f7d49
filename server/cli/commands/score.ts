import { stat } from "node:fs/promises";
import { setImmediate as nextTurn } from "node:timers/promises";
import { Command, Option } from "commander";
import { AuditedFile } from "../../core/audit/auditedFile";
import { allNamedOptions, namedOption, type RewardOptions } from "../../core/rewards";
import { ScorerFailure } from "../../core/host/scorer";
import { ScorerProcess } from "../../node/scorerProcess";
import { Setups } from "../auditing/setup";
import { exitCodes, Failure, InputFailure } from "../failure";
import type { Batch } from "../input/batch";
import { readBatches } from "../input/batches";
import { fileChunks } from "../../node/chunks";
import { findInputs, type Input } from "../../node/inputs";
import { BatchScorer } from "../scoring/batchScorer";
import { addCounts, noCounts, type ScoredBatch, type ScoreJob, type ScoreSettings } from "../scoring/job";
import { WorkerPool } from "../scoring/pool";
import type { World } from "../world";
import { addInputFlags, type InputFlags, wholeNumber } from "./commonFlags";

interface ScoreFlags extends InputFlags {
  readonly step?: number;
  readonly explain?: true;
  readonly compare?: "recorded" | "scorer";
  readonly scorer?: string;
  readonly scorerTimeout: number;
}

/** `trace-auditor score FILES…`: the reward of each trace, as training computes it. */
export function scoreCommand(world: World, exit: (code: number) => void): Command {
  return addRewardFlags(addInputFlags(new Command("score")))
    .description("Computes the reward of each trace as training does, one JSON line a trace.")
    .option("--step <number>", "the training step, instead of the records' own", wholeNumber(0))
    .option("--explain", "with each score, how it came about")
    .addOption(
      new Option(
        "--compare <what>",
        "list only where the recorded score, or the scorer's, is another one, and which variant explains it",
      ).choices(["recorded", "scorer"]),
    )
    .option("--scorer <command>", "run this command as a scorer of your own beside ours: docs/guides/own-scorer.md")
    .option("--scorer-timeout <seconds>", "how long one answer of it may take", wholeNumber(1), 60)
    .action(async (files: string[], flags: ScoreFlags) => {
      exit(await new Score(flags, world).run(files));
    });
}

/** A flag for each option that a reward may be asked for: --variant, --reader. */
function addRewardFlags(command: Command): Command {
  for (const { name, title, values, default: usual } of allNamedOptions()) {
    const option = new Option(`--${name} <name>`, title).choices(values.map((value) => value.name));
    command.addOption(usual === null ? option : option.default(usual));
  }
  return command;
}

/** What the flags ask for of the reward. */
function askedReward(flags: ScoreFlags): RewardOptions {
  const given = Object.entries(flags).map(([name, value]) => namedOption(name, value));
  return Object.assign({}, ...given, flags.step === undefined ? {} : { step: flags.step }) as RewardOptions;
}

/** Bytes or characters that take longer to be scored than a worker takes to start. */
const longInput = fileChunks.first / 2;

/** Is it a file that takes longer to be scored than a worker takes to start? Not told of a stream. */
async function isLong({ path }: Input): Promise<boolean> {
  if (path === undefined) return false;
  // What cannot be read is told by who reads it.
  const size = await stat(path).then(
    (found) => found.size,
    () => 0,
  );
  return size > longInput;
}

/** A batch whose lines are not written yet. */
interface UnderWay {
  readonly scored: Promise<ScoredBatch>;
  done: boolean;
}

class Score {
  private readonly settings: ScoreSettings;
  private readonly setups: Setups;
  private readonly inline: BatchScorer;
  private readonly underWay: UnderWay[] = [];
  private readonly scorer: ScorerProcess | undefined;
  private pool: WorkerPool | undefined;
  private batches = 0;
  private counts = noCounts;
  private failed = false;

  constructor(
    private readonly flags: ScoreFlags,
    private readonly world: World,
  ) {
    const { profile, config } = flags;
    const log = (line: string): void => void world.stderr.line(line);
    this.settings = {
      setup: { profile, config },
      workingFolder: world.folder,
      reward: askedReward(flags),
      explain: flags.explain ?? false,
      compare: flags.compare,
    };
    if (flags.compare === "scorer" && flags.scorer === undefined) {
      throw new Failure("--compare scorer needs a scorer: name its command with --scorer.");
    }
    if (flags.scorer !== undefined) {
      this.scorer = new ScorerProcess({
        command: flags.scorer,
        folder: world.folder,
        timeout: flags.scorerTimeout,
      });
    }
    this.setups = new Setups(this.settings.setup, world.folder, log);
    this.inline = new BatchScorer(this.settings, log, this.scorer);
  }

  /** Scores what the arguments name and gives the exit code. */
  async run(args: readonly string[]): Promise<number> {
    try {
      for await (const found of findInputs(args, this.world.folder)) {
        if (this.world.stdout.closed) break;
        if ("problem" in found) await this.fail(`${found.name}: cannot be read: ${found.problem}.`);
        else await this.scoreInput(found);
      }
      await this.writeUntil(0);
      await this.scorer?.finish();
    } catch (error) {
      throw error instanceof ScorerFailure ? scorerFailed(error, this.flags) : error;
    } finally {
      this.scorer?.end();
      await this.pool?.close();
    }
    if (this.settings.compare !== undefined) await this.tellComparison();
    return this.failed ? exitCodes.failure : exitCodes.fine;
  }

  private async scoreInput(input: Input): Promise<void> {
    try {
      // Workers load while the first chunk is read and its profile chosen.
      if (this.workers > 0 && (await isLong(input))) this.startWorkers();
      const { auditor, profile: asked } = await this.setups.of(input.path);
      let profile = asked?.profile.name;
      let records = 0;
      const onInvalidUtf8 = (line: number): void => {
        const message = `${input.name}:${line + 1}: not UTF-8: the bytes that are not were read as U+FFFD.`;
        void this.world.stderr.line(message);
      };
      for await (const batch of readBatches(input, this.flags.recordFormat, this.world, onInvalidUtf8)) {
        // The first batch of a file decides what its traces look like, as in an audit.
        profile ??= new AuditedFile(auditor, batch.format, batch.text).profile?.profile.name;
        const job = jobOf(input, batch, records, profile);
        // Of columns one record holds the rows of the whole file, and no batch follows.
        records += batch.countRecords();
        await this.submit(job);
        if (this.world.stdout.closed) return;
      }
    } catch (error) {
      // A flag or a config that cannot be used is no fault of one file: it ends the run.
      if (!(error instanceof InputFailure)) throw error;
      await this.fail(error.message);
    }
  }

  /** How many threads may score beside the main one and do not yet. */
  private get workers(): number {
    // A scorer is one process, which answers one sample after the other.
    return this.scorer !== undefined || this.pool !== undefined ? 0 : this.flags.jobs - 1;
  }

  private startWorkers(): void {
    if (this.workers > 0) this.pool = new WorkerPool(this.world.entry, this.workers, this.settings);
  }

  /**
   * Gives the batch to a worker with room, else scores it here: the main thread is one of those that score. Workers are
   * started for a long file, or where a second batch comes or, by the first one's size, will come: a small file is
   * scored before they would be ready.
   */
  private async submit(job: ScoreJob): Promise<void> {
    // The first chunk of a stream that goes on is full, but for the line that its end cuts off.
    if (this.batches++ > 0 || job.content.length > longInput) this.startWorkers();
    if (this.pool === undefined) {
      await this.writeUntil(0);
      await this.write(await this.inline.score(job));
      return;
    }
    if (this.pool.hasRoom) this.enqueue(this.pool.submit(job));
    else {
      this.enqueue(Promise.resolve(await this.inline.score(job)));
      // Answers of workers arrive between two turns of the event loop.
      await nextTurn();
    }
    await this.writeUntil(4 * this.flags.jobs);
  }

  private enqueue(scored: Promise<ScoredBatch>): void {
    const entry: UnderWay = { scored, done: false };
    const finish = (): void => {
      entry.done = true;
    };
    // A failure is heard by whoever awaits the promise; until then it is not unhandled.
    scored.then(finish, finish);
    this.underWay.push(entry);
  }

  /** Writes, in order, what is done, and waits until no more than so many are under way: memory stays flat. */
  private async writeUntil(count: number): Promise<void> {
    for (let first = this.underWay[0]; first !== undefined; first = this.underWay[0]) {
      if (!first.done && this.underWay.length <= count) return;
      await this.write(await first.scored);
      this.underWay.shift();
    }
  }

  private async write({ lines, counts }: ScoredBatch): Promise<void> {
    this.counts = addCounts(this.counts, counts);
    await this.world.stdout.write(lines);
  }

  private async tellComparison(): Promise<void> {
    const { compared, differing, explained, errors } = this.counts;
    const { stderr } = this.world;
    await stderr.line(
      `${differing} of ${compared} ${this.settings.compare === "recorded" ? "recorded scores" : "of the scorer's scores"} differ from the computed ones.`,
    );
    for (const [why, count] of Object.entries(explained).sort(([, a], [, b]) => b - a)) {
      await stderr.line(`  ${count}: ${why}`);
    }
    if (errors > 0) await stderr.line(`${errors} traces or records could not be scored.`);
  }

  /** Something could not be read: the others are still scored. */
  private async fail(message: string): Promise<void> {
    await this.writeUntil(0);
    this.failed = true;
    await this.world.stderr.line(message);
  }
}

function scorerFailed({ kind, message, said }: ScorerFailure, { scorer }: ScoreFlags): Failure {
  const more = kind === "late" ? " (--scorer-timeout gives it more)" : "";
  return new Failure(`The scorer failed (${scorer}): ${message}${more}.${said === "" ? "" : `\nIt said:\n${said}`}`);
}

function jobOf(input: Input, batch: Batch, firstRecord: number, profile: string | undefined): ScoreJob {
  const { format, content, firstLine } = batch;
  const { name: file, path } = input;
  return { file, path, format: format.id, container: format.container, content, firstRecord, firstLine, profile };
}
