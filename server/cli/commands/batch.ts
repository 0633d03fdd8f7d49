import { Command, Option } from "commander";
import { wholeNumber } from "../flags/commonFlags";
import { addPlanFlags, addSampleFlags } from "../flags/judgeFlags";
import { exportBatch, importBatch, type ExportFlags, type ImportFlags } from "../judge/batches";
import type { World } from "../world";

/** `trace-auditor batch export|import`: judging through files, for servers that process batches. */
export function batchCommand(world: World, exit: (code: number) => void): Command {
  const command = new Command("batch").description("Judges by files in OpenAI's Batch format.");
  command.addCommand(
    addPlanFlags(addSampleFlags(new Command("export")))
      .description("Writes the requests as files; what the history answers already is left out.")
      .requiredOption("--out <folder>", "where the files go")
      .requiredOption("--model <name>", "the model's name")
      .option("--lines <number>", "at most this many requests per file", wholeNumber(1), 2000)
      .addOption(
        new Option("--server <kind>", "who will read them: some need settings spelled out")
          .choices(["vllm", "sglang", "llama-server", "unknown"])
          .default("unknown"),
      )
      .option("--history <folder>", "where judgements are kept (default: in the user's state folder)")
      .addHelpText(
        "after",
        `
Examples:
  trace-auditor batch export pairs.jsonl --out batch --model Qwen2.5-7B --both-orders --server vllm
  trace-auditor batch export run/ --out batch --model Qwen2.5-7B --votes 5 --only 'step>=60'
  vllm run-batch -i batch/requests-0001.jsonl -o results.jsonl --model Qwen2.5-7B`,
      )
      .action(async (files: string[], flags: ExportFlags) => {
        exit(await exportBatch(files, flags, world));
      }),
  );
  command.addCommand(
    new Command("import")
      .argument("<results...>", "files of results and of errors, in any order")
      .description("Reads the results of an exported batch, one JSON line per judgement.")
      .requiredOption("--of <folder>", "the exported batch")
      .option("--history <folder>", "where judgements are kept (default: in the user's state folder)")
      .addHelpText(
        "after",
        `
Examples:
  trace-auditor batch import results.jsonl --of batch
  trace-auditor batch import results/*.jsonl errors.jsonl --of batch
  trace-auditor batch import results.jsonl --of batch && trace-auditor judge report pairs.jsonl`,
      )
      .action(async (files: string[], flags: ImportFlags) => {
        exit(await importBatch(files, flags, world));
      }),
  );
  return command;
}
