import { readFile } from "node:fs/promises";
import { resolve } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import type { Filter } from "../../core/filters/filter";
import { parseFilter } from "../../core/filters/parseFilter";
import type { Confidence, JudgeOptions } from "../../core/judge/flow/plan";
import { builtInPrompts, promptNamed } from "../../core/judge/prompts/builtIn";
import { BadPrompt, readOwnPrompt } from "../../core/judge/prompts/ownPrompt";
import type { Prompt } from "../../core/judge/prompts/prompt";
import { whyUnreadable } from "../../node/inputs";
import { wholeNumber } from "./commonFlags";
import { unknownNames } from "../../core/engine/knownNames";
import { Failure } from "../failure";
import { recordFormatNames } from "../../core/records/reading/recogniseInput";
import { refuseUnknown } from "../judge/filteredSample";

/** Flags that say what to judge. */
export interface SampleFlags {
  readonly recordFormat?: string;
  readonly only?: string;
  readonly limit?: number;
}

/** Flags that say how to judge. */
export interface PlanFlags {
  readonly prompt?: string;
  readonly bothOrders?: true;
  readonly orders?: number;
  readonly votes: number;
  readonly temperature?: number;
  readonly maxTokens: number;
  readonly seed: number;
  readonly confidence?: Confidence;
  readonly grammar?: string;
  /** False with `--no-thinking`. */
  readonly thinking: boolean;
}

export function addSampleFlags(command: Command): Command {
  return command
    .argument("<files...>", "files and folders; - for standard input")
    .addOption(
      new Option(
        "--record-format <name>",
        "what the records are, instead of recognising it from their content",
      ).choices(recordFormatNames),
    )
    .option("--only <filter>", "judge only samples that pass, for instance step>=60 or id:q17")
    .option("--limit <number>", "judge at most this many samples", wholeNumber(1));
}

export function addPlanFlags(command: Command): Command {
  return command
    .option(
      "--prompt <id or file>",
      `one of ${builtInPrompts.map(({ id }) => id).join(", ")}, or a template of your own (default: by what the sample has)`,
    )
    .option("--both-orders", "ask twice, with the responses in both orders: what is reported should not rest on one")
    .addOption(
      new Option("--orders <number>", "ask in this many orders of the responses; 2 is --both-orders")
        .argParser(wholeNumber(1))
        .conflicts("bothOrders"),
    )
    .option("--votes <number>", "ask this many times, and take the majority", wholeNumber(1), 1)
    .option("--temperature <number>", "how freely answers are drawn (default: 0; with votes 0.7)", decimal)
    .option("--max-tokens <number>", "the longest answer", wholeNumber(1), 2048)
    .option("--seed <number>", "where drawing starts; each vote counts on from it", wholeNumber(0), 0)
    .option("--grammar <file>", "what an answer may be, as GBNF, for servers that know it")
    .option("--no-thinking", "ask the model not to reason first (vLLM, SGLang, llama-server, Ollama)");
}

function decimal(given: string): number {
  const number = Number(given);
  if (given.trim() !== "" && Number.isFinite(number) && number >= 0) return number;
  throw new InvalidArgumentError("It must be a number, 0 or more.");
}

/** @throws Failure */
export function filterOf({ only }: SampleFlags): Filter | undefined {
  if (only === undefined) return undefined;
  const parsed = parseFilter(only);
  if ("problem" in parsed) throw new Failure(`--only: ${parsed.problem.message}`);
  refuseUnknown(parsed);
  const unknownName = unknownNames(parsed);
  if (unknownName !== undefined) throw new Failure(`--only: ${unknownName}`);
  return parsed;
}

/** @throws Failure */
export async function planOptions(flags: PlanFlags, folder: string): Promise<JudgeOptions> {
  const {
    votes,
    temperature = votes > 1 ? 0.7 : 0,
    maxTokens,
    seed,
    confidence = "votes",
    orders = flags.bothOrders ? 2 : 1,
  } = flags;
  if (votes > 1 && temperature === 0) {
    throw new Failure("At temperature 0 all votes are drawn alike: give a --temperature above 0, or one vote.");
  }
  if (orders > 2) {
    throw new Failure(`--orders ${orders}: two responses have only two orders; to ask more often, give --votes.`);
  }
  return {
    prompt: flags.prompt === undefined ? undefined : await promptOf(flags.prompt, folder),
    bothOrders: orders === 2,
    votes,
    temperature,
    maxTokens,
    seed,
    confidence,
    ...(flags.grammar !== undefined && { grammar: await read(flags.grammar, folder, "grammar") }),
    ...(!flags.thinking && { withoutThinking: true }),
  };
}

/** Finds a prompt by its id, or a team's own prompt by its file. @throws Failure */
export async function promptOf(name: string, folder: string): Promise<Prompt> {
  const builtIn = promptNamed(name);
  if (builtIn !== undefined) return builtIn;
  try {
    return readOwnPrompt(name, await read(name, folder, "prompt"));
  } catch (error) {
    if (error instanceof BadPrompt) throw new Failure(error.message);
    throw error;
  }
}

async function read(path: string, folder: string, what: string): Promise<string> {
  try {
    return await readFile(resolve(folder, path), "utf8");
  } catch (error) {
    const known =
      what === "prompt" ? ` Prompts that come with the product: ${builtInPrompts.map(({ id }) => id).join(", ")}.` : "";
    throw new Failure(`${path}: the ${what} cannot be read: ${whyUnreadable(error)}.${known}`);
  }
}
