import { Command, Option } from "commander";
import type { InputBatch } from "../input/recordBatches";
import { nodeFiles } from "../../node/fileStore";
import { counted } from "../../core/text/counted";
import { Setups } from "../audit/setup";
import { Failure } from "../failure";
import { addCounts, noCounts, type ParseAnswer, type ParseSettings } from "../parse/job";
import { startParsing } from "../parse/parseJob";
import { FileRun } from "../run/fileRun";
import type { World } from "../world";
import {
  addDialectFlag,
  addInputFlags,
  addLineFlags,
  addReadersFlag,
  dialectName,
  type InputFlags,
} from "../flags/commonFlags";

interface ParseFlags extends InputFlags {
  readonly format?: "text" | "jsonl";
  readonly to?: string;
}

/** `trace-auditor parse FILES…`: shows how each trace was read, or writes its calls in another dialect. */
export function parseCommand(world: World, exit: (code: number) => void): Command {
  const inputs = addDialectFlag(addLineFlags(addInputFlags(new Command("parse"))));
  return addReadersFlag(inputs, "show only what these servers and trainers read")
    .description(
      "Shows how each trace was read: its dialect, turns, reasoning, calls, content, and what servers make of it.",
    )
    .addOption(
      new Option("--format <form>", "form of the results (default: text on a terminal, else jsonl)").choices([
        "text",
        "jsonl",
      ]),
    )
    .option(
      "--to <dialect>",
      "write the files out with their calls in this dialect, all else byte for byte",
      dialectName,
    )
    .addHelpText("after", examples)
    .action(async (files: string[], flags: ParseFlags) => {
      exit(await new Parse(flags, world).run(files));
    });
}

const examples = `
Examples:
  trace-auditor parse rollouts.jsonl
  trace-auditor parse rollouts.jsonl --format jsonl | jq -c '.calls[].name'
  trace-auditor parse rollouts.jsonl --to qwen-xml > rollouts.qwen-xml.jsonl`;

class Parse {
  private readonly settings: ParseSettings;
  private readonly files: FileRun<InputBatch, ParseAnswer>;
  private counts = noCounts;

  constructor(
    flags: ParseFlags,
    private readonly world: World,
  ) {
    const { profile, config, idField, readers, to } = flags;
    const format = flags.format ?? (world.stdout.isTerminal ? "text" : "jsonl");
    if (to !== undefined) refuseWith(flags);
    if (flags.linePerLine === true && format !== "jsonl") throw new Failure("--line-per-line needs --format jsonl.");
    this.settings = {
      setup: { profile, config },
      workingFolder: world.folder,
      format,
      hasColours: world.stdout.hasColours,
      idField,
      linePerLine: flags.linePerLine === true,
      readers,
      to,
    };
    this.files = new FileRun({
      flags,
      world,
      setups: new Setups(this.settings.setup, world.folder, nodeFiles, (line) => void world.stderr.line(line)),
      kind: "parse",
      settings: this.settings,
      start: startParsing as never,
      long: 512 << 10,
      jobOf: (batch) => batch,
      write: (answer) => this.write(answer),
      refuseInvalid: to !== undefined,
    });
  }

  /** Parses the inputs that the arguments name and returns the exit code. */
  async run(args: readonly string[]): Promise<number> {
    await this.files.run(args);
    const { traces, unknown, unread, crashed } = this.counts;
    if (this.settings.to !== undefined) await this.tellConverted(this.settings.to);
    if (crashed > 0) this.files.telling.failed = true;
    // In jsonl each of these has its line, and so with --to, where it stays as it is: only --strict fails over them.
    return this.files.exitCode({ checked: traces, unchecked: unknown + unread, unread: 0 });
  }

  private async write({ text, counts, messages }: ParseAnswer): Promise<void> {
    this.counts = addCounts(this.counts, counts);
    for (const message of messages) await this.files.telling.say(message);
    await this.world.stdout.write(text);
  }

  private async tellConverted(to: string): Promise<void> {
    const { converted, left, data, unread } = this.counts;
    const { stderr } = this.world;
    await stderr.line(`${converted} ${converted === 1 ? "call" : "calls"} written as ${to}.`);
    if (left > 0) await stderr.line(`${left} left as they are: cut off, or without a name.`);
    if (data > 0) await stderr.line(`${data} left as they are: given as data, in no dialect.`);
    if (unread > 0)
      await stderr.line(
        `${counted(unread, "record")} could not be read, and ${unread === 1 ? "stays" : "stay"} as ${unread === 1 ? "it is" : "they are"}.`,
      );
  }
}

/** Refuses flags that work on lines or on a part of a file together with `--to`, which rewrites whole files. */
function refuseWith({ format, linePerLine, idField, limit }: ParseFlags): void {
  const given = { "--format": format, "--line-per-line": linePerLine, "--id-field": idField, "--limit": limit };
  const [wrong] = Object.entries(given).find(([, value]) => value !== undefined) ?? [];
  if (wrong !== undefined) throw new Failure(`--to writes whole files: leave ${wrong} out, or --to.`);
}
