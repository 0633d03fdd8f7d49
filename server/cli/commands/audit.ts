import { Command, Option } from "commander";
import { severities, type Severity } from "../../core/model/finding";
import { printableLines } from "../../core/text/printable";
import { PassedOverTally } from "../../core/report/passedOver";
import { Tally } from "../../core/report/tally";
import { startAudit, type AuditAnswer, type AuditSettings, formOf } from "../audit/auditJob";
import { linesOf, released } from "../audit/heldResult";
import { Setups } from "../audit/setup";
import { codeOf, exitCodes, Failure } from "../failure";
import { nodeFiles } from "../../node/fileStore";
import { formatNames, type FormatName } from "../output/format";
import { closingLine, notPassing, ruleTable } from "../output/summary";
import type { InputBatch } from "../input/recordBatches";
import { FileRun } from "../run/fileRun";
import type { World } from "../world";
import { addOnlyFlag, type OnlyFlag } from "../flags/onlyFlag";
import { addCommonFlags, addDialectFlag, addLineFlags, addReadersFlag, type CommonFlags } from "../flags/commonFlags";
import { addRewardFlag, askedByFlag, type RewardFlag } from "../flags/rewardFlag";

interface AuditFlags extends CommonFlags, OnlyFlag, RewardFlag {
  readonly format?: FormatName;
  readonly failOn: Severity | "never";
  readonly summary?: true;
  /** Should the output say which findings can be fixed? Undefined if no flag says so. */
  readonly fixable?: boolean;
}

/** `trace-auditor audit FILES…`: what is wrong with the traces, and where. */
export function auditCommand(world: World, exit: (code: number) => void): Command {
  const inputs = addDialectFlag(addRewardFlag(addOnlyFlag(addLineFlags(addCommonFlags(new Command("audit"))))));
  return addReadersFlag(inputs, "the run's own servers and trainers: where they read something else is a warning")
    .description("Finds what is wrong with traces, and says where.")
    .addOption(new Option("--format <form>", "form of the results (default: text)").choices(formatNames))
    .addOption(
      new Option("--fail-on <severity>", "exit with 1 if there is a finding of this severity or a more severe one")
        .choices([...severities, "never"])
        .default("error"),
    )
    .option(
      "--summary",
      "per rule: count, share of samples, reward lost on the mean, first place; alone it is the result",
    )
    .option("--fixable", "with --summary, how many findings can be fixed")
    .option("--no-fixable", "leave out of JSON what says whether a finding can be fixed, which is faster")
    .addHelpText("after", examples)
    .action(async (files: string[], flags: AuditFlags) => {
      exit(await new Audit(flags, world).run(files));
    });
}

const examples = `
Examples:
  trace-auditor audit runs/ --summary
  trace-auditor audit rollouts.jsonl --format jsonl --no-fixable > findings.jsonl
  tail -f rollouts.jsonl | trace-auditor audit - --jsonl --record-format verl --profile toolrl --format jsonl`;

class Audit {
  private readonly tally = new Tally();
  private readonly settings: AuditSettings;
  private readonly files: FileRun<InputBatch, AuditAnswer>;
  /** What is not understood in the file whose results are being written. */
  private notUnderstood = new PassedOverTally();
  private file = "";
  private wroteAny = false;

  constructor(
    private readonly flags: AuditFlags,
    private readonly world: World,
  ) {
    const { profile, config, rule, readers, format = "text", fixable, idField } = flags;
    if (flags.linePerLine === true && format !== "jsonl") throw new Failure("--line-per-line needs --format jsonl.");
    const { hasColours, columns } = world.stdout;
    const isJson = format === "json" || format === "jsonl";
    this.settings = {
      setup: { profile, config, readers, ...rule, ...askedByFlag(flags) },
      workingFolder: world.folder,
      format,
      hasColours,
      width: columns ?? 120,
      // Trying every fix takes as long as everything else, so it is done only if the output shows it.
      asked: {
        fixable: fixable === false ? false : isJson && !this.isSummary ? true : fixable === true,
        rollouts: flags.summary === true,
        costs: flags.summary === true,
        idField,
        only: flags.only,
      },
      linePerLine: flags.linePerLine === true,
    };
    this.files = new FileRun({
      flags,
      world,
      setups: new Setups(this.settings.setup, world.folder, nodeFiles, (line) => void world.stderr.line(line)),
      kind: "audit",
      settings: this.settings,
      start: startAudit as never,
      long: 512 << 10,
      jobOf: (batch) => batch,
      write: (answer) => this.write(answer),
      end: () => this.tellOnceAFile(),
    });
  }

  /** Is the summary the result? Otherwise it goes to standard error, beside the results. */
  private get isSummary(): boolean {
    return this.flags.summary === true && this.flags.format === undefined;
  }

  /** Audits the inputs that the arguments name and returns the exit code. */
  async run(args: readonly string[]): Promise<number> {
    const { stdout, stderr } = this.world;
    const { flags, tally, isSummary, files } = this;
    const form = formOf(this.settings);
    if (!isSummary) await stdout.write(form.start);
    await files.run(args);
    if (!isSummary) await stdout.write(form.end);
    tally.files = files.read;
    if (flags.summary)
      await (isSummary ? stdout : stderr).write(printableLines(ruleTable(tally, flags.fixable === true)));
    const closing = flags.summary || this.settings.format === "text" ? closingLine(tally) : "";
    if (closing !== "") await stderr.line(closing);
    else if (tally.notPassing > 0) await stderr.line(notPassing(tally.notPassing));
    if (tally.crashed > 0) files.telling.failed = true;
    const unchecked = tally.unprofiled + tally.unreadable;
    if (await files.hasFailed(tally.checked + tally.notPassing, unchecked)) return exitCodes.failure;
    return codeOf(tally.reaches(flags.failOn), flags);
  }

  private async write({ file, pieces, counts, messages, notUnderstood }: AuditAnswer): Promise<void> {
    this.file = file;
    this.tally.merge(counts);
    this.notUnderstood.merge(notUnderstood);
    for (const message of messages) await this.files.telling.say(message);
    for (const piece of pieces) {
      if (piece instanceof Uint8Array) await this.writePiece(piece);
      else {
        const result = released(piece, this.notUnderstood);
        this.tally.addFindings(file, result.findings.slice(0, result.findings.length - piece.result.findings.length));
        await this.writePiece(formOf(this.settings).write(result, linesOf(piece)));
      }
    }
  }

  /** Says what was not understood in a file, once all of it is written. */
  private async tellOnceAFile(): Promise<void> {
    for (const sentence of this.notUnderstood.sentences) await this.files.telling.say(`${this.file}: ${sentence}`);
    this.notUnderstood = new PassedOverTally();
  }

  private async writePiece(text: Uint8Array | string): Promise<void> {
    if (text.length === 0 || this.isSummary) return;
    const { separator } = formOf(this.settings);
    if (this.wroteAny && separator !== "") await this.world.stdout.write(separator);
    await this.world.stdout.write(text);
    this.wroteAny = true;
  }
}
