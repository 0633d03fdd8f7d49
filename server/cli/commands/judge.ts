import { Command, InvalidArgumentError, Option } from "commander";
import { wholeNumber } from "../flags/commonFlags";
import { addPlanFlags, addSampleFlags } from "../flags/judgeFlags";
import { JudgeRun, type JudgeFlags } from "../judge/judgeRun";
import { judgeReportCommand } from "../judge/report";
import type { World } from "../world";

/** `trace-auditor judge FILES…`: judges samples again with a model. */
export function judgeCommand(world: World, exit: (code: number) => void): Command {
  const command = addPlanFlags(addSampleFlags(new Command("judge")))
    .description("Judges samples again with a model behind an OpenAI-compatible API, one JSON line per judgement.")
    .option("--base-url <url>", "where the model is served (or TRACE_AUDITOR_BASE_URL), with or without /v1")
    .option("--model <name>", "its name, or NAME@BASE-URL (repeatable: a panel; or TRACE_AUDITOR_MODEL)", collect)
    .option(
      "--api-key-file <file>",
      "file with the key, or ORIGIN=FILE (repeatable; else TRACE_AUDITOR_API_KEY); a key is never an argument",
      collect,
    )
    .option("--allow-insecure-key", "send the key over http beyond this machine, where others can read it")
    .option("--ca-file <file>", "certificates to trust beside the system's, in PEM")
    .option("--concurrency <number>", "at most this many requests at a time, for each model", wholeNumber(1))
    .option("--timeout <seconds>", "the longest that one answer may take", wholeNumber(1), 900)
    .option("--connect-timeout <seconds>", "the longest until a connection stands", wholeNumber(1), 10)
    .option(
      "--first-byte-timeout <seconds>",
      "the longest until an answer begins (queue, loading)",
      wholeNumber(1),
      300,
    )
    .option("--silence-timeout <seconds>", "the longest between two pieces of an answer", wholeNumber(1), 120)
    .addOption(
      new Option("--confidence <how>", "where a verdict's confidence comes from").choices([
        "votes",
        "logprobs",
        "prefill",
      ]),
    )
    .addOption(
      new Option("--scalar <path>", "the model gives scores: compare those of the two responses").choices([
        "classify",
        "pooling",
      ]),
    )
    .option("--stop-early", "ask for no more votes once the rest cannot change the majority")
    .option("--findings", "check every judgement by all rules, not only those from which no verdict can be read")
    .option("--anew", "ask again what the history answers")
    .option("--dry-run", "count requests and tokens, and send nothing")
    .option("--token-budget <number>", "stop asking once this many tokens are used", wholeNumber(1))
    .option("--price <in,out>", "price of a million tokens read and written", prices)
    .option("--history <folder>", "where judgements are kept (default: in the user's state folder)")
    .addHelpText("after", examples)
    .action(async (files: string[], flags: JudgeFlags) => {
      exit(await new JudgeRun(flags, world).run(files));
    });
  command.addCommand(judgeReportCommand(world, exit));
  return command;
}

const examples = `
Examples:
  trace-auditor judge pairs.jsonl --base-url http://127.0.0.1:8000 --model Qwen2.5-7B --both-orders
  trace-auditor judge run/ --model m1@http://gpu1:8000 --model m2@http://gpu2:8000 --votes 5 --limit 200
  trace-auditor judge pairs.jsonl --base-url http://127.0.0.1:8000 --model Qwen2.5-7B --dry-run --price 0.5,1.5`;

function collect(given: string, before: readonly string[] = []): readonly string[] {
  return [...before, given];
}

function prices(given: string): readonly [number, number] {
  const [read = Number.NaN, written = Number.NaN, ...rest] = given
    .split(",")
    .map((each) => (each.trim() === "" ? Number.NaN : Number(each)));
  if (rest.length === 0 && read >= 0 && written >= 0) return [read, written];
  throw new InvalidArgumentError("It must be two numbers: the price of a million tokens read, and written.");
}
