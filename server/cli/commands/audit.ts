import { Command, Option } from "commander";
import { severities, type Severity } from "../../core/model/finding";
import type { ProfileChoice } from "../../core/profiles/choose";
import { auditBatch } from "../auditing/auditBatch";
import { Setups } from "../auditing/setup";
import { Tally } from "../../core/report/tally";
import { exitCodes, InputFailure } from "../failure";
import { readBatches } from "../input/batches";
import { findInputs, type Input } from "../../node/inputs";
import { ansiColours, noColours } from "../output/colours";
import { formatNames, type FormatName, outputFormat } from "../output/format";
import type { OutputFormat } from "../output/outputFormat";
import { closingLine, ruleTable } from "../output/summary";
import type { World } from "../world";
import { addCommonFlags, type CommonFlags } from "./commonFlags";

interface AuditFlags extends CommonFlags {
  readonly format: FormatName;
  readonly failOn: Severity | "never";
  readonly summary?: true;
  readonly exitZero?: true;
}

/** `trace-auditor audit FILES…`: what is wrong with the traces, and where. */
export function auditCommand(world: World, exit: (code: number) => void): Command {
  return addCommonFlags(new Command("audit"))
    .description("Finds what is wrong with traces, and tells where.")
    .addOption(new Option("--format <form>", "form of the results").choices(formatNames).default("text"))
    .addOption(
      new Option("--fail-on <severity>", "exit with 1 where there is a finding of this severity or a graver one")
        .choices([...severities, "never"])
        .default("error"),
    )
    .option("--summary", "per rule: count, share of samples, first place (on standard error)")
    .option("--exit-zero", "exit with 0 whatever is found")
    .action(async (files: string[], flags: AuditFlags) => {
      exit(await new Audit(flags, world).run(files));
    });
}

class Audit {
  private readonly tally = new Tally();
  private readonly setups: Setups;
  private readonly format: OutputFormat;
  private failed = false;
  private wroteAny = false;

  constructor(
    private readonly flags: AuditFlags,
    private readonly world: World,
  ) {
    const { profile, config, rule } = flags;
    this.setups = new Setups({ profile, config, ...rule }, world.folder, (line) => void world.stderr.line(line));
    const { hasColours, columns } = world.stdout;
    const style = { colours: hasColours ? ansiColours : noColours, width: columns ?? 120 };
    this.format = outputFormat(flags.format, style, world.folder);
  }

  /** Audits what the arguments name and gives the exit code. */
  async run(args: readonly string[]): Promise<number> {
    const { stdout, stderr, folder } = this.world;
    await stdout.write(this.format.start);
    for await (const found of findInputs(args, folder)) {
      if (stdout.closed) break;
      if ("problem" in found) await this.fail(`${found.name}: cannot be read: ${found.problem}.`);
      else await this.auditInput(found);
    }
    await stdout.write(this.format.end);
    if (this.flags.summary) await stderr.write(ruleTable(this.tally));
    if (this.flags.summary || this.flags.format === "text") await stderr.line(closingLine(this.tally));
    if (stdout.failure !== undefined) await this.fail(`The results could not be written: ${stdout.failure.message}.`);
    if (this.failed) return exitCodes.failure;
    return !this.flags.exitZero && this.tally.reaches(this.flags.failOn) ? exitCodes.findings : exitCodes.fine;
  }

  private async auditInput(input: Input): Promise<void> {
    try {
      const { auditor, profile: asked } = await this.setups.of(input.path);
      let profile: ProfileChoice | undefined = asked;
      let records = 0;
      const onInvalidUtf8 = (line: number): void => {
        void this.world.stderr.line(
          `${input.name}:${line + 1}: not UTF-8: the bytes that are not were read as U+FFFD.`,
        );
      };
      for await (const batch of readBatches(input, this.flags.recordFormat, this.world, onInvalidUtf8)) {
        if (records === 0) this.tally.files++;
        const audited = auditBatch(input.name, batch, records, auditor, profile);
        for (const result of audited.results) {
          this.tally.add(result);
          await this.write(this.format.write(result, audited.source));
          if (this.world.stdout.closed) return;
        }
        records += audited.records;
        profile = audited.profile;
      }
    } catch (error) {
      // A flag or a config that cannot be used is no fault of one file: it ends the run.
      if (!(error instanceof InputFailure)) throw error;
      await this.fail(error.message);
    }
  }

  private async write(text: string): Promise<void> {
    if (text === "") return;
    await this.world.stdout.write(this.wroteAny ? this.format.separator + text : text);
    this.wroteAny = true;
  }

  /** Something could not be read: the others are still audited. */
  private async fail(message: string): Promise<void> {
    this.failed = true;
    await this.world.stderr.line(message);
  }
}
