import { Command, InvalidArgumentError } from "commander";
import type { BatchOfFile } from "../../core/engine/batch";
import { FixTally } from "../../core/report/fixTally";
import { counted } from "../../core/text/counted";
import { nodeFiles } from "../../node/fileStore";
import { type Input, whyNotFound } from "../../node/inputs";
import { type FileState, fileState } from "../../node/replaceFile";
import { Setups } from "../audit/setup";
import { Failure, InputFailure } from "../failure";
import { FixedDiff } from "../fix/fixedDiff";
import type { FixedFile } from "../fix/fixedFile";
import { FixedWords } from "../fix/fixedWords";
import { FixedInPlace } from "../fix/fixedInPlace";
import { type FixAnswer, type FixSettings, startFixing } from "../fix/fixJob";
import { addOnlyFlag, type OnlyFlag } from "../flags/onlyFlag";
import { ansiColours, noColours } from "../output/colours";
import { notPassing } from "../output/summary";
import { FileRun } from "../run/fileRun";
import type { World } from "../world";
import { addInputFlags, addRule, type InputFlags } from "../flags/commonFlags";
import { addRewardFlag, askedByFlag, type RewardFlag } from "../flags/rewardFlag";

interface FixFlags extends InputFlags, OnlyFlag, RewardFlag {
  readonly safe?: true;
  readonly rule?: readonly string[];
  readonly write?: true;
  readonly groundTruth?: true;
}

/** `trace-auditor fix FILES…`: repairs traces, as a diff or in their files. */
export function fixCommand(world: World, exit: (code: number) => void): Command {
  return addRewardFlag(addOnlyFlag(addInputFlags(new Command("fix"))))
    .description("Fixes traces: shows each change on a terminal, prints a unified diff elsewhere, or writes the files.")
    .option("--safe", "only fixes that change no value, no word of prose and no verdict; the default without --rule")
    .option(
      "--rule <id>",
      "fix only the findings of this rule, also by fixes that are not safe unless --safe is given (repeatable)",
      addRuleId,
    )
    .option("--write", "write the files instead of printing a diff")
    .option("--ground-truth", "fix ground truths too")
    .addHelpText("after", examples)
    .action(async (files: string[], flags: FixFlags) => {
      exit(await new FixRun(flags, world).run(files));
    });
}

function addRuleId(given: string, before: readonly string[] = []): readonly string[] {
  if (given.includes("=")) throw new InvalidArgumentError("Give the rule's id alone: audit sets severities.");
  return [...before, ...(addRule(given).only ?? [])];
}

const examples = `
Examples:
  trace-auditor fix runs/30.jsonl --safe | less
  trace-auditor fix sft.jsonl --safe --write
  trace-auditor fix sft.jsonl --rule tool-call-json --write`;

/** A file that is being fixed. */
interface FileToFix {
  readonly fixed: FixedFile;
  readonly tally: FixTally;
  hasRecords: boolean;
  /** Why the diff cannot be made. */
  failure: InputFailure | undefined;
}

class FixRun {
  private readonly tally = new FixTally();
  private readonly files: FileRun<BatchOfFile, FixAnswer>;
  /** In reading order; results from the workers belong to the first. */
  private readonly open: FileToFix[] = [];
  private crashed = 0;

  constructor(
    private readonly flags: FixFlags,
    private readonly world: World,
  ) {
    const { profile, config, safe, rule, groundTruth } = flags;
    const settings: FixSettings = {
      // All rules run, whichever are fixed: no fix may cause a finding of another rule.
      setup: { profile, config, ...askedByFlag(flags) },
      workingFolder: world.folder,
      options: {
        // Fixes that change values or prose are made only for a rule that was named, never for all rules at once.
        safeOnly: safe === true || rule === undefined,
        groundTruth: groundTruth === true,
        ...(rule === undefined ? {} : { rules: new Set(rule) }),
      },
      only: flags.only,
    };
    this.files = new FileRun({
      flags,
      world,
      setups: new Setups(settings.setup, world.folder, nodeFiles, (line) => void world.stderr.line(line)),
      kind: "fix",
      settings,
      start: startFixing as never,
      long: 512 << 10,
      jobOf: (batch) => this.take(batch),
      write: (answer) => this.add(answer),
      begin: async (input) => {
        const fixed = await this.fixedFile(input);
        this.open.push({
          fixed,
          tally: new FixTally(),
          hasRecords: false,
          failure: undefined,
        });
      },
      end: (isWhole) => this.end(isWhole),
      refuseInvalid: true,
    });
  }

  async run(args: readonly string[]): Promise<number> {
    const { stderr } = this.world;
    if (this.flags.write && args.includes("-")) {
      throw new Failure("Standard input cannot be written: leave --write out for a diff, or name a file.");
    }
    if (this.flags.write && this.flags.limit !== undefined) {
      throw new Failure("--write takes whole files: leave --limit out, or --write.");
    }
    try {
      await this.files.run(args);
    } finally {
      for (const { fixed } of this.open) await fixed.abandon();
    }
    await stderr.line(this.tally.describe(this.flags.write === true));
    if (this.crashed > 0) this.files.telling.failed = true;
    const { traces, notPassing: left, unchecked, unread } = this.tally;
    if (left > 0) await stderr.line(notPassing(left));
    if (unread > 0) await stderr.line(`${counted(unread, "record")} could not be read.`);
    return this.files.exitCode({ checked: traces + left, unchecked, unread });
  }

  private async fixedFile({ name, path }: Input): Promise<FixedFile> {
    const state = path === undefined ? undefined : await stateOf(name, path);
    if (this.flags.write !== true || state === undefined) {
      const { stdout } = this.world;
      if (!stdout.isTerminal) return new FixedDiff(name, state, (diff) => stdout.write(diff));
      const style = { colours: stdout.hasColours ? ansiColours : noColours, width: stdout.columns ?? 80 };
      return new FixedWords(name, style, (lines) => stdout.write(lines));
    }
    if (state.isPacked) {
      throw new InputFailure(
        `${name}: not written: it is packed, and would be replaced by plain text. Unpack it, and fix what comes out.`,
      );
    }
    return new FixedInPlace(name, state);
  }

  private take(batch: BatchOfFile): BatchOfFile {
    const file = this.open.at(-1);
    if (file === undefined) return batch;
    file.hasRecords = true;
    file.fixed.take(batch.batch);
    return batch;
  }

  private async add({ edits, length, counts, crashed, messages }: FixAnswer): Promise<void> {
    for (const message of messages) await this.files.telling.say(message);
    this.crashed += crashed;
    const [file] = this.open;
    if (file === undefined) return;
    file.tally.merge(counts);
    if (file.failure !== undefined) return;
    try {
      await file.fixed.add(edits, length);
    } catch (error) {
      if (!(error instanceof InputFailure)) throw error;
      file.failure = error;
    }
  }

  private async end(isWhole: boolean): Promise<void> {
    const file = this.open.shift();
    if (file === undefined) return;
    const { fixed, tally, hasRecords, failure } = file;
    if (!isWhole || !hasRecords || failure !== undefined) await fixed.abandon();
    if (!isWhole || !hasRecords) return;
    if (failure !== undefined) throw failure;
    await fixed.end();
    // A file that could not be written does not count as fixed.
    tally.files++;
    this.tally.merge(tally);
  }
}

async function stateOf(name: string, path: string): Promise<FileState> {
  try {
    return await fileState(path);
  } catch (error) {
    throw new InputFailure(`${name}: cannot be read: ${whyNotFound(name, error)}.`);
  }
}
