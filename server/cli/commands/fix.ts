import { Command, InvalidArgumentError } from "commander";
import type { BatchOfFile } from "../../core/engine/batch";
import { unifiedDiff } from "../../core/fixing/unifiedDiff";
import { ChangedMeanwhile } from "../../core/host/changedMeanwhile";
import { FixTally } from "../../core/report/fixTally";
import { applyEdits, type TextEdit } from "../../core/text/edits";
import { printableLines } from "../../core/text/printable";
import { nodeFiles } from "../../node/fileStore";
import { type Input, whyUnreadable } from "../../node/inputs";
import { type FileState, fileState, replaceFile } from "../../node/replaceFile";
import { nodeUtf8 } from "../../node/utf8";
import { whyUnwritable } from "../../core/host/whyUnwritable";
import { Setups } from "../auditing/setup";
import { exitCodes, Failure, InputFailure } from "../failure";
import { type FixAnswer, type FixSettings, startFixing } from "../fixing/fixJob";
import { FileRun } from "../run/fileRun";
import type { World } from "../world";
import { addInputFlags, addRule, type InputFlags } from "./commonFlags";

interface FixFlags extends InputFlags {
  readonly safe?: true;
  readonly rule?: readonly string[];
  readonly write?: true;
  readonly groundTruth?: true;
}

/** `trace-auditor fix FILES…`: repairs traces, as a diff or in their files. */
export function fixCommand(world: World, exit: (code: number) => void): Command {
  return addInputFlags(new Command("fix"))
    .description("Repairs traces: prints a unified diff, or writes the files.")
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

/** A file has to fit into one of V8's strings: it is replaced at once, not piece by piece. */
const longestText = 500_000_000;

/** A file that is being fixed. */
interface FileToFix {
  readonly input: Input;
  readonly state: FileState | undefined;
  readonly texts: string[];
  length: number;
  readonly edits: TextEdit[];
  /** How much of the text was fixed. */
  fixed: number;
  readonly tally: FixTally;
}

class FixRun {
  private readonly tally = new FixTally();
  private readonly files: FileRun<BatchOfFile, FixAnswer>;
  /** In the order in which they were read; what comes from the workers belongs to the first. */
  private readonly open: FileToFix[] = [];
  private crashed = 0;

  constructor(
    private readonly flags: FixFlags,
    private readonly world: World,
  ) {
    const { profile, config, safe, rule, groundTruth } = flags;
    const settings: FixSettings = {
      // All rules run, whichever are fixed: no fix may bring what another rule finds.
      setup: { profile, config },
      workingFolder: world.folder,
      options: {
        // What changes values or prose is done for a rule that was named, never to everything at once.
        safeOnly: safe === true || rule === undefined,
        groundTruth: groundTruth === true,
        ...(rule === undefined ? {} : { rules: new Set(rule) }),
      },
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
        const state = input.path === undefined ? undefined : await stateOf(input.name, input.path);
        this.open.push({ input, state, texts: [], length: 0, edits: [], fixed: 0, tally: new FixTally() });
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
    await this.files.run(args);
    await stderr.line(this.tally.describe(this.flags.write === true));
    if (this.crashed > 0) this.files.telling.failed = true;
    const { traces, unchecked } = this.tally;
    return (await this.files.hasFailed(traces, unchecked)) ? exitCodes.failure : exitCodes.fine;
  }

  /** A batch that goes to be fixed: its text is kept, for the diff and for the file. */
  private take(batch: BatchOfFile): BatchOfFile {
    const file = this.open.at(-1);
    if (file === undefined) return batch;
    const { content } = batch.batch;
    const text = typeof content === "string" ? content : nodeUtf8.decode(content);
    file.length += text.length;
    if (file.length > longestText) {
      throw new InputFailure(
        `${file.input.name}: has more than ${longestText / 1e6} MB, too many to be fixed at once.`,
      );
    }
    file.texts.push(text);
    return batch;
  }

  private async add({ edits, length, counts, crashed, messages }: FixAnswer): Promise<void> {
    for (const message of messages) await this.files.telling.say(message);
    this.crashed += crashed;
    const [file] = this.open;
    if (file === undefined) return;
    for (const { span, text } of edits) {
      file.edits.push({ span: { start: file.fixed + span.start, end: file.fixed + span.end }, text });
    }
    file.fixed += length;
    file.tally.merge(counts);
  }

  /** A diff goes to a file or a program as it is; on a terminal it is shown. */
  private show(diff: string): Promise<void> {
    const { stdout } = this.world;
    return stdout.write(stdout.isTerminal ? printableLines(diff) : diff);
  }

  private async end(isWhole: boolean): Promise<void> {
    const file = this.open.shift();
    if (file === undefined || !isWhole || file.texts.length === 0) return;
    const { input, state, texts, edits, tally } = file;
    if (edits.length > 0) {
      const text = texts.join("");
      if (!this.flags.write) await this.show(diffOf(input.name, text, edits, state));
      else if (state !== undefined) await write(input.name, applyEdits(text, edits), state);
    }
    // What could not be written is not counted as done.
    tally.files++;
    this.tally.merge(tally);
  }
}

async function stateOf(name: string, path: string): Promise<FileState> {
  try {
    return await fileState(path);
  } catch (error) {
    throw new InputFailure(`${name}: cannot be read: ${whyUnreadable(error)}.`);
  }
}

async function write(name: string, text: string, state: FileState): Promise<void> {
  try {
    await replaceFile((state.hasMark ? "\uFEFF" : "") + text, state);
  } catch (error) {
    const what =
      error instanceof ChangedMeanwhile
        ? `${error.message}. Nothing is lost; run the command again.`
        : `${whyUnwritable(error)}. The file is as it was.`;
    throw new InputFailure(`${name}: not written: ${what}`);
  }
}

/** A byte-order mark is part of the first line for whoever takes the diff. */
function diffOf(name: string, text: string, edits: readonly TextEdit[], state: FileState | undefined): string {
  if (state?.hasMark !== true) return unifiedDiff(name, text, edits);
  const moved = edits.map(({ span, text: written }) => ({
    span: { start: span.start + 1, end: span.end + 1 },
    text: written,
  }));
  return unifiedDiff(name, `\uFEFF${text}`, moved);
}
