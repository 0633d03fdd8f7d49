import { availableParallelism } from "node:os";
import { type Command, InvalidArgumentError, Option } from "commander";
import { didYouMean } from "../../core/config/suggest";
import { dialectOf, dialects } from "../../core/dialects/data";
import { servers, type ServerId } from "../../core/dialects/inferenceServers";
import type { RuleSetting } from "../../core/model/profile";
import { ruleNamed, rules } from "../../core/rules";
import { recordFormatNames } from "../../core/records/reading/recogniseInput";

/** The flags that every command on traces takes. */
export interface InputFlags {
  readonly profile?: string;
  /** Id of the dialect in which calls are read, for commands that take it. */
  readonly dialect?: string;
  readonly recordFormat?: string;
  /** The servers and trainers that the run uses, or whose reading is shown. */
  readonly readers?: readonly ServerId[];
  readonly config?: string;
  /** Number of threads, including the main one. */
  readonly jobs: number;
  /** Maximum length of a record, in MiB. */
  readonly maxRecord: number;
  /** Maximum number of records to read. */
  readonly limit?: number;
  readonly strict?: true;
  /** Findings and records that cannot be read are no failure. */
  readonly exitZero?: true;
  /** Each line is a record, even if the first one begins with `[`. */
  readonly jsonl?: true;
  /** The name of standard input in the output, which also says where to look for its config. */
  readonly stdinFilename?: string;
  /** Numbers of standard input's first record and line, if it is a part of a file. */
  readonly firstRecord: number;
  readonly firstLine: number;
  /** Path of the field that is echoed as `id`. */
  readonly idField?: string;
  /** One output line for each input line. */
  readonly linePerLine?: true;
}

/** The flags of commands that run rules. */
export interface CommonFlags extends InputFlags {
  readonly rule?: RuleFlags;
}

export function addInputFlags(command: Command): Command {
  return command
    .argument("<files...>", "files and folders; - for standard input")
    .option("--profile <name>", "read every trace by this profile, unless its sample names one")
    .addOption(
      new Option(
        "--record-format <name>",
        "what the records are, instead of recognising it from their content",
      ).choices(recordFormatNames),
    )
    .option("--config <path>", "this trace-auditor.json, instead of the one nearest to each file")
    .option("--jobs <number>", "use at most this many threads", wholeNumber(1), availableParallelism())
    .option("--limit <number>", "read at most this many records", wholeNumber(1))
    .option(
      "--max-record <MiB>",
      "the longest record that is read; a longer one is reported and passed over",
      wholeNumber(1),
      64,
    )
    .option("--strict", "exit with 2 also where a file or a trace was not recognised or not checked")
    .option("--exit-zero", "exit with 0 where findings, or records that cannot be read, would make it 1")
    .option("--jsonl", "each line is a record, even where the first begins with [")
    .option("--stdin-filename <name>", "what standard input is called in the output; its config is looked for there")
    .option("--first-record <number>", "the number of standard input's first record", wholeNumber(0), 0)
    .option("--first-line <number>", "the number of standard input's first line, from 0", wholeNumber(0), 0);
}

/** Adds the flag of commands that read calls by their dialect. */
export function addDialectFlag(command: Command): Command {
  return command.option(
    "--dialect <name>",
    "read every trace's calls in this dialect: docs/guides/dialects.md",
    dialectName,
  );
}

/** Adds the flag of commands that show what servers and trainers read. */
export function addReadersFlag(command: Command, what: string): Command {
  return command.option("--readers <names>", `${what}: ${serverNames.join(", ")}, with commas between`, readerNames);
}

const serverNames = servers.map(({ id }) => id);

function readerNames(given: string): readonly ServerId[] {
  return given.split(",").map((name) => {
    const known = serverNames.find((id) => id === name.trim());
    if (known !== undefined) return known;
    const hint = didYouMean(name, serverNames);
    throw new InvalidArgumentError(
      `There is no reader ${JSON.stringify(name)}.${hint === "" ? ` There are ${serverNames.join(", ")}.` : hint}`,
    );
  });
}

/** The dialect's id, from the name in a flag. */
export function dialectName(given: string): string {
  if (dialectOf(given) !== undefined) return given;
  const known = dialects.map(({ id }) => id);
  const hint = didYouMean(given, known);
  throw new InvalidArgumentError(
    `There is no dialect ${JSON.stringify(given)}.${hint === "" ? ` There are ${known.join(", ")}.` : hint}`,
  );
}

/** Adds the flags of commands that write a line for each trace. */
export function addLineFlags(command: Command): Command {
  return command
    .option("--id-field <path>", "the field that is echoed as id, with dots (extra_info.index); else id, uid or uuid")
    .option("--line-per-line", "exactly one output line per input line: lines can be zipped");
}

export function addCommonFlags(command: Command): Command {
  return addInputFlags(command).option(
    "--rule <id[=severity]>",
    "set a rule to off, error, warning or information; without a severity, run only the rules named so (repeatable)",
    addRule,
  );
}

/** Reads a flag's whole number. */
export function wholeNumber(least: number): (given: string) => number {
  return (given) => {
    const number = Number(given);
    if (Number.isSafeInteger(number) && number >= least) return number;
    throw new InvalidArgumentError(`It must be a whole number, ${least} or more.`);
  };
}

/** All `--rule` flags together. */
export interface RuleFlags {
  readonly rules: Readonly<Record<string, RuleSetting>>;
  /** Rules named without a severity: if there are any, only these run. */
  readonly only?: readonly string[];
}

const settings: readonly RuleSetting[] = ["off", "error", "warning", "information"];

/** Adds one `--rule ID[=SEVERITY]` to those before it. */
export function addRule(given: string, before: RuleFlags = { rules: {} }): RuleFlags {
  const [id = "", written, ...rest] = given.split("=");
  if (ruleNamed(id) === undefined) {
    const known = rules.map((rule) => rule.id);
    throw new InvalidArgumentError(`There is no rule ${JSON.stringify(id)}.${didYouMean(id, known)}`);
  }
  if (written === undefined) return { ...before, only: [...(before.only ?? []), id] };
  const setting = settings.find((known) => known === written);
  if (setting === undefined || rest.length > 0) {
    throw new InvalidArgumentError(`A rule is set to ${settings.join(", ")}.${didYouMean(written, settings)}`);
  }
  return { ...before, rules: { ...before.rules, [id]: setting } };
}
