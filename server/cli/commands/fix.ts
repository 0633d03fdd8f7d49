import { Command, InvalidArgumentError } from "commander";
import { AuditedFile } from "../../core/audit/auditedFile";
import { fixRecord, type FixOptions } from "../../core/fixing/fixRecord";
import type { RecordFormat } from "../../core/model/record";
import { applyEdits, type TextEdit } from "../../core/text/edits";
import { ChangedMeanwhile } from "../../core/host/changedMeanwhile";
import { type FileState, fileState, replaceFile } from "../../node/replaceFile";
import { whyUnwritable } from "../../core/host/whyUnwritable";
import { Setups } from "../auditing/setup";
import { exitCodes, Failure, InputFailure } from "../failure";
import { FixTally } from "../../core/report/fixTally";
import { unifiedDiff } from "../../core/fixing/unifiedDiff";
import { readBatches } from "../input/batches";
import { findInputs, type Input, whyUnreadable } from "../../node/inputs";
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
    .action(async (files: string[], flags: FixFlags) => {
      exit(await new FixRun(flags, world).run(files));
    });
}

function addRuleId(given: string, before: readonly string[] = []): readonly string[] {
  if (given.includes("=")) throw new InvalidArgumentError("Give the rule's id alone: audit sets severities.");
  return [...before, ...(addRule(given).only ?? [])];
}

/** A file has to fit into one of V8's strings. */
const longestText = 500_000_000;

class FixRun {
  private readonly tally = new FixTally();
  private readonly setups: Setups;
  private readonly options: FixOptions;
  private failed = false;

  constructor(
    private readonly flags: FixFlags,
    private readonly world: World,
  ) {
    const { profile, config, safe, rule, groundTruth } = flags;
    // All rules run, whichever are fixed: no fix may bring what another rule finds.
    this.setups = new Setups({ profile, config }, world.folder, (line) => void world.stderr.line(line));
    this.options = {
      // What changes values or prose is done for a rule that was named, never to everything at once.
      safeOnly: safe === true || rule === undefined,
      groundTruth: groundTruth === true,
      ...(rule === undefined ? {} : { rules: new Set(rule) }),
    };
  }

  async run(args: readonly string[]): Promise<number> {
    const { stdout, stderr, folder } = this.world;
    if (this.flags.write && args.includes("-")) {
      throw new Failure("Standard input cannot be written: leave --write out for a diff, or name a file.");
    }
    for await (const found of findInputs(args, folder)) {
      if (stdout.closed) break;
      if ("problem" in found) await this.fail(`${found.name}: cannot be read: ${found.problem}.`);
      else await this.fixInput(found);
    }
    await stderr.line(this.tally.describe(this.flags.write === true));
    if (stdout.failure !== undefined) await this.fail(`The results could not be written: ${stdout.failure.message}.`);
    return this.failed ? exitCodes.failure : exitCodes.fine;
  }

  private async fixInput(input: Input): Promise<void> {
    try {
      const { auditor, profile } = await this.setups.of(input.path);
      const state = input.path === undefined ? undefined : await stateOf(input.name, input.path);
      const read = await this.read(input);
      if (read === undefined) return;
      const { edits, tally } = this.editsOf(new AuditedFile(auditor, read.format, read.text, profile));
      if (edits.length > 0) {
        if (!this.flags.write) await this.world.stdout.write(diffOf(input.name, read.text, edits, state));
        else if (state !== undefined) await write(input.name, applyEdits(read.text, edits), state);
      }
      // What could not be written is not counted as done.
      this.tally.merge(tally);
    } catch (error) {
      // A flag or a config that cannot be used is no fault of one file: it ends the run.
      if (!(error instanceof InputFailure)) throw error;
      await this.fail(error.message);
    }
  }

  /** The whole text: a file is replaced at once, not piece by piece. */
  private async read(input: Input): Promise<{ format: RecordFormat; text: string } | undefined> {
    const texts: string[] = [];
    let format: RecordFormat | undefined;
    let length = 0;
    const invalid = { line: undefined as number | undefined };
    const onInvalidUtf8 = (line: number): void => {
      invalid.line ??= line;
    };
    for await (const batch of readBatches(input, this.flags.recordFormat, this.world, onInvalidUtf8)) {
      format = batch.format;
      length += batch.text.length;
      if (length > longestText) {
        throw new InputFailure(`${input.name}: has more than ${longestText / 1e6} MB, too many to be fixed at once.`);
      }
      texts.push(batch.text);
    }
    if (invalid.line !== undefined) {
      throw new InputFailure(
        `${input.name}:${invalid.line + 1}: not UTF-8, and left as it is: the bytes that are not would be lost.`,
      );
    }
    return format && { format, text: texts.join("") };
  }

  private editsOf(file: AuditedFile): { readonly edits: TextEdit[]; readonly tally: FixTally } {
    const edits: TextEdit[] = [];
    const tally = new FixTally();
    tally.files++;
    for (const record of file.records) {
      const fixed = fixRecord(file, record, this.options);
      tally.add(fixed);
      if (fixed.made.length > 0) edits.push({ span: record.span, text: fixed.text });
      record.forget();
    }
    return { edits, tally };
  }

  /** Something could not be read or written: the others are fixed all the same. */
  private async fail(message: string): Promise<void> {
    this.failed = true;
    await this.world.stderr.line(message);
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
