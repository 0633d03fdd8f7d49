import { Command, Option } from "commander";
import type { InputBatch } from "../input/recordBatches";
import { allNamedOptions, namedOption, type RewardOptions } from "../../core/rewards";
import { ScorerFailure } from "../../core/host/scorer";
import { nodeFiles } from "../../node/fileStore";
import { ScorerProcess } from "../../node/scorerProcess";
import { nodeUtf8 } from "../../node/utf8";
import { Setups } from "../audit/setup";
import { Failure } from "../failure";
import { FileRun } from "../run/fileRun";
import { addOnlyFlag, type OnlyFlag } from "../flags/onlyFlag";
import { notPassing } from "../output/summary";
import { Recognising } from "../score/recognising";
import { startScoringWith } from "../score/batchScorer";
import { ScoreTable } from "../score/scoreTable";
import { ansiColours, noColours } from "../output/colours";
import { addCounts, noCounts, type ScoredBatch, type ScoreSettings } from "../score/job";
import type { World } from "../world";
import { addInputFlags, addLineFlags, type InputFlags, wholeNumber } from "../flags/commonFlags";
import { addRewardFlag, askedByFlag, type RewardFlag } from "../flags/rewardFlag";
import { counted } from "../../core/text/counted";

interface ScoreFlags extends InputFlags, OnlyFlag, RewardFlag {
  readonly step?: number;
  readonly explain?: true;
  readonly recognise?: true;
  readonly compare?: "recorded" | "scorer";
  readonly scorer?: string;
  readonly scorerTimeout: number;
  readonly format?: "text" | "jsonl";
}

/** `trace-auditor score FILES…`: the reward of each trace, as training computes it. */
export function scoreCommand(world: World, exit: (code: number) => void): Command {
  return addRewardFlag(addRewardFlags(addOnlyFlag(addLineFlags(addInputFlags(new Command("score"))))))
    .description(
      "Computes the reward of each trace as training does: a table on a terminal, elsewhere one JSON line per trace.",
    )
    .addOption(
      new Option(
        "--format <form>",
        "form of the scores (default: a table as text on a terminal, else jsonl; with --explain jsonl)",
      ).choices(["text", "jsonl"]),
    )
    .option("--step <number>", "the training step, instead of the records' own", wholeNumber(0))
    .option("--explain", "with each score, how it came about")
    .option("--recognise", "instead of scores, one line per file: which official function explains its recorded ones")
    .addOption(
      new Option(
        "--compare <what>",
        "list only where the recorded score, or the scorer's, differs, and which variant explains it",
      ).choices(["recorded", "scorer"]),
    )
    .option("--scorer <command>", "run this command as a scorer of your own beside ours: docs/guides/own-scorer.md")
    .option("--scorer-timeout <seconds>", "how long one answer of it may take", wholeNumber(1), 60)
    .addHelpText("after", examples)
    .action(async (files: string[], flags: ScoreFlags) => {
      const { profile, config } = flags;
      const run = flags.recognise ? new Recognising(flags, world, { profile, config }) : new Score(flags, world);
      exit(await run.run(files));
    });
}

/** Adds a flag for each option that a reward can take: --variant, --reader. */
function addRewardFlags(command: Command): Command {
  for (const { name, title, values, default: usual } of allNamedOptions()) {
    const option = new Option(`--${name} <name>`, title).choices(values.map((value) => value.name));
    command.addOption(usual === null ? option : option.default(usual));
  }
  return command;
}

/** The reward options from the flags. */
function askedReward(flags: ScoreFlags): RewardOptions {
  const given = Object.entries(flags).map(([name, value]) => namedOption(name, value));
  return Object.assign({}, ...given, flags.step === undefined ? {} : { step: flags.step }) as RewardOptions;
}

const examples = `
Examples:
  trace-auditor score rollouts.jsonl > scores.jsonl
  trace-auditor score rollouts.jsonl --compare recorded
  trainer | trace-auditor score - --jsonl --record-format verl --profile toolrl --line-per-line`;

class Score {
  private readonly settings: ScoreSettings;
  private readonly files: FileRun<InputBatch, ScoredBatch>;
  private readonly scorer: ScorerProcess | undefined;
  private readonly table: ScoreTable | undefined;
  private counts = noCounts;

  constructor(
    private readonly flags: ScoreFlags,
    private readonly world: World,
  ) {
    const { profile, config } = flags;
    this.settings = {
      setup: { profile, config, ...askedByFlag(flags) },
      workingFolder: world.folder,
      reward: askedReward(flags),
      explain: flags.explain ?? false,
      compare: flags.compare,
      idField: flags.idField,
      linePerLine: flags.linePerLine === true,
      only: flags.only,
    };
    this.table = tableFor(flags, world);
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
    this.files = new FileRun({
      flags,
      world,
      setups: new Setups(this.settings.setup, world.folder, nodeFiles, (line) => void world.stderr.line(line)),
      kind: "score",
      settings: this.settings,
      start: () => startScoringWith(this.settings, this.scorer),
      long: 2 << 20,
      // A scorer is one process that answers one sample after the other.
      onThreads: this.scorer === undefined,
      jobOf: (batch) => batch,
      write: (answer) => this.write(answer),
    });
  }

  /** Scores the inputs that the arguments name and returns the exit code. */
  async run(args: readonly string[]): Promise<number> {
    try {
      await this.files.run(args);
      await this.scorer?.finish();
    } catch (error) {
      throw error instanceof ScorerFailure ? scorerFailed(error, this.flags) : error;
    } finally {
      this.scorer?.end();
    }
    if (this.settings.compare !== undefined) await this.tellComparison();
    const { traces, notPassing: left, unprofiled, unread, firstUnread, crashed } = this.counts;
    if (left > 0) await this.world.stderr.line(notPassing(left));
    // In a filter, the line that answers each bad line says it.
    if (firstUnread !== undefined && !this.files.mayBeEmpty) {
      await this.world.stderr.line(`${counted(unread, "record")} could not be read, the first at ${firstUnread}.`);
    }
    if (crashed > 0) this.files.telling.failed = true;
    // Each of these has its line in the output, which lacks nothing: only --strict fails over them.
    return this.files.exitCode({ checked: traces - unprofiled + left, unchecked: unprofiled + unread, unread: 0 });
  }

  private async write({ lines, counts, messages }: ScoredBatch): Promise<void> {
    this.counts = addCounts(this.counts, counts);
    for (const message of messages) await this.files.telling.say(message);
    const { stdout } = this.world;
    await stdout.write(this.table === undefined ? lines : this.table.write(nodeUtf8.decode(lines)));
  }

  private async tellComparison(): Promise<void> {
    const { compared, differing, explained, errors } = this.counts;
    const { stderr } = this.world;
    const [one, many]: readonly [string, string] =
      this.settings.compare === "recorded"
        ? ["recorded score", "recorded scores"]
        : ["score of the scorer", "scores of the scorer"];
    await stderr.line(
      compared === 0
        ? `There were no ${many} to compare with the computed ones.`
        : `${differing.toLocaleString("en")} of ${counted(compared, one, many)} ${differing === 1 ? "differs" : "differ"} from the computed ${compared === 1 ? "one" : "ones"}.`,
    );
    for (const [why, count] of Object.entries(explained).sort(([, a], [, b]) => b - a)) {
      await stderr.line(`  ${count}: ${why}`);
    }
    if (errors > 0)
      await stderr.line(`${counted(errors, "trace or record", "traces or records")} could not be scored.`);
  }
}

/** The table that people get; undefined if the scores are written as JSON lines. */
function tableFor({ format, explain, linePerLine }: ScoreFlags, { stdout }: World): ScoreTable | undefined {
  const isData = explain === true || linePerLine === true;
  if (format === "text" && isData) {
    throw new Failure("--explain and --line-per-line give JSON lines: leave --format text out.");
  }
  if (format === "jsonl" || isData || (format === undefined && !stdout.isTerminal)) return undefined;
  return new ScoreTable({ colours: stdout.hasColours ? ansiColours : noColours, width: stdout.columns ?? 120 });
}

function scorerFailed({ kind, message, said }: ScorerFailure, { scorer }: ScoreFlags): Failure {
  const more = kind === "late" ? " (--scorer-timeout gives it more)" : "";
  return new Failure(`The scorer failed (${scorer}): ${message}${more}.${said === "" ? "" : `\nIt said:\n${said}`}`);
}
