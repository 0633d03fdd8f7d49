import { resolve } from "node:path";
import { Command, Option } from "commander";
import { RecordConverter, recordLines, targetNamed, targets } from "../../core/conversions";
import { dialectOf, dialects } from "../../core/dialects/data";
import { whyNoTrace } from "../../core/engine/auditRecord";
import type { RecordText } from "../../core/records/stream/recordTexts";
import { recordTexts } from "../../core/records/stream/recordTexts";
import type { OpenedRecords } from "../../core/records/stream/openRecords";
import { PassedOverTally } from "../../core/report/passedOver";
import { whyUnwritable } from "../../core/host/whyUnwritable";
import { findInputs, type Input, whyNotFound, whyUnreadable } from "../../node/inputs";
import { nodeUtf8 } from "../../node/utf8";
import { Setups } from "../audit/setup";
import { codeOf, exitCodes, Failure, InputFailure } from "../failure";
import { openInput } from "../input/openInput";
import { Telling } from "../input/telling";
import { nodeFiles } from "../../node/fileStore";
import { WholeFile } from "../../node/wholeFile";
import { Output } from "../output/output";
import type { World } from "../world";
import { addDialectFlag, addInputFlags, type InputFlags } from "../flags/commonFlags";

interface ConvertFlags extends InputFlags {
  readonly to: string;
  readonly calls?: string;
  readonly out?: string;
}

/** Converts the records of one file. */
interface FileConversion {
  readonly opened: OpenedRecords;
  /** Undefined if the records keep their own format. */
  readonly converter: RecordConverter | undefined;
  readonly left: PassedOverTally;
}

const jsonl = "jsonl";

/** `trace-auditor convert FILES…`: writes records in another format, and says what that format has no place for. */
export function convertCommand(world: World, exit: (code: number) => void): Command {
  return addDialectFlag(addInputFlags(new Command("convert")))
    .description("Writes records in another format, and tells what that has no place for.")
    .addOption(
      new Option("--to <format>", "what is written; jsonl keeps the records' own format, also of Parquet and .eval")
        .choices([jsonl, ...targets.map(({ id }) => id)])
        .makeOptionMandatory(),
    )
    .addOption(
      new Option("--calls <dialect>", "write the model's calls as this dialect does, those given as data too").choices(
        dialects.map(({ id }) => id),
      ),
    )
    .option("--out <path>", "write into this file instead of standard output; it takes its place once all is written")
    .addHelpText("after", examples)
    .action(async (files: string[], flags: ConvertFlags) => {
      exit(await new Conversion(flags, world).run(files));
    });
}

const examples = `
Examples:
  trace-auditor convert completions.parquet --to jsonl --out completions.jsonl
  trace-auditor convert rollouts.jsonl --to chat --calls hermes > sft.jsonl
  trace-auditor convert run.eval --to trace --limit 20 | less`;

class Conversion {
  private readonly telling: Telling;
  private readonly setups: Setups;
  private records = 0;
  private written = 0;
  /** Records that cannot be read. */
  private unread = 0;
  /** Was anything left behind? */
  private isLossy = false;

  constructor(
    private readonly flags: ConvertFlags,
    private readonly world: World,
  ) {
    this.telling = new Telling(world);
    refuseWithout(flags);
    const { profile, config } = flags;
    this.setups = new Setups({ profile, config }, world.folder, nodeFiles, (line) => void world.stderr.line(line));
    if (flags.calls !== undefined && flags.to === jsonl) {
      throw new Failure(
        "--calls rewrites texts, and --to jsonl leaves them as they are: name another format with --to.",
      );
    }
  }

  async run(args: readonly string[]): Promise<number> {
    const { out } = this.flags;
    if (out === undefined) await this.convertAll(args, this.world.stdout);
    else await this.convertInto(resolve(this.world.folder, out), args);
    if (this.written === 0 && !this.telling.failed) await this.telling.fail("Nothing was written: no record was read.");
    if (this.flags.strict === true && (this.isLossy || this.telling.passedOver > 0)) {
      await this.telling.fail("Not all was converted, which --strict requires.");
    }
    return this.telling.failed ? exitCodes.failure : codeOf(this.unread > 0, this.flags);
  }

  /** A file that is read and written at once would be lost, and a failure would leave half a file: it is replaced at the end. */
  private async convertInto(path: string, args: readonly string[]): Promise<void> {
    let file: WholeFile | undefined;
    try {
      file = await WholeFile.begin(path);
      const output = new Output(file.stream);
      await this.convertAll(args, output);
      if (output.failure !== undefined) throw output.failure;
      await file.commit();
    } catch (error) {
      await file?.abandon();
      const isMissing = (error as NodeJS.ErrnoException).code === "ENOENT";
      const why = isMissing ? whyUnreadable(error) : whyUnwritable(error);
      throw new Failure(`${this.flags.out ?? path}: cannot be written: ${why}.`);
    }
  }

  private async convertAll(args: readonly string[], output: Output): Promise<void> {
    for await (const input of findInputs(args, this.world.folder)) {
      if (output.closed || this.records >= (this.flags.limit ?? Infinity)) return;
      if ("problem" in input) await this.telling.fail(`${input.name}: cannot be read: ${input.problem}.`);
      else if ("passedOver" in input) await this.telling.say(`${input.name}: passed over: ${input.passedOver}.`);
      else await this.convert(input, output);
    }
  }

  private async convert(input: Input, output: Output): Promise<void> {
    const { flags, world, telling } = this;
    const shown = input.path === undefined ? (flags.stdinFilename ?? input.name) : input.name;
    const left = new PassedOverTally();
    try {
      const { recordFormat, jsonl: lines, maxRecord } = flags;
      const part = input.path === undefined ? { firstRecord: flags.firstRecord, firstLine: flags.firstLine } : {};
      const opened = await openInput(input, { shown, recordFormat, jsonl: lines, maxRecord, ...part }, world, telling);
      if (opened === undefined) return;
      try {
        await telling.say(`${shown}: ${opened.format.title} (${opened.reason}).`);
        await this.convertRecords({ opened, left, converter: await this.converterOf(opened, input) }, output);
      } finally {
        await opened.close();
      }
    } catch (error) {
      if (error instanceof Failure) throw error;
      await telling.fail(
        error instanceof InputFailure ? error.message : `${shown}: cannot be read: ${whyNotFound(shown, error)}.`,
      );
    }
    for (const sentence of left.told("left behind")) await telling.say(`${shown}: ${sentence}`);
    if (left.kinds.size > 0) this.isLossy = true;
  }

  private async convertRecords(file: FileConversion, output: Output): Promise<void> {
    for await (const batch of file.opened.batches) {
      const texts: string[] = [];
      for (const record of recordTexts(batch, nodeUtf8)) {
        if (this.records >= (this.flags.limit ?? Infinity)) break;
        this.records++;
        const { text, leftBehind, isRead = true } = this.recordIn(record, file);
        if (text !== "") this.written++;
        if (!isRead) this.unread++;
        texts.push(text);
        for (const what of leftBehind) file.left.add(what, { count: 1, record: record.index, line: record.line });
      }
      await output.write(texts.join(""));
      if (output.closed || this.records >= (this.flags.limit ?? Infinity)) return;
    }
  }

  /** A trace file has no JSON of its own: in JSONL it becomes a chat. */
  private async converterOf({ format }: OpenedRecords, { path }: Input): Promise<RecordConverter | undefined> {
    const target = targetNamed(this.flags.to) ?? (format.container === "trace" ? targetNamed("chat") : undefined);
    if (target === undefined) return undefined;
    const to = this.flags.calls === undefined ? undefined : dialectOf(this.flags.calls);
    if (to === undefined) return new RecordConverter(format, target);
    const asked = this.flags.dialect ?? (await this.setups.of(path)).profile?.profile.dialect ?? undefined;
    return new RecordConverter(format, target, { to, from: asked === undefined ? undefined : dialectOf(asked) });
  }

  private recordIn(
    record: RecordText,
    { opened, converter }: FileConversion,
  ): { readonly text: string; readonly leftBehind: readonly string[]; readonly isRead?: boolean } {
    const { text, index, tooLong } = record;
    if (tooLong !== undefined) {
      this.telling.failed = true;
      return { text: "", leftBehind: ["a record that is too long; --max-record gives it more"] };
    }
    if (converter === undefined) {
      const lines = recordLines(text, opened.format);
      if (lines === undefined) return { text: "", leftBehind: ["a record that is no JSON"], isRead: false };
      return { text: lines.map((line) => `${line}\n`).join(""), leftBehind: [] };
    }
    const { text: written, leftBehind, problems } = converter.convert(text, index, record);
    if (written === "" && leftBehind.length === 0) {
      return { text: "", leftBehind: [`a record that cannot be read (${whyNoTrace(problems).code})`], isRead: false };
    }
    return { text: written, leftBehind };
  }
}

/** Refuses flags that say how calls are read where no call is written anew. */
function refuseWithout({ calls, profile, config, dialect }: ConvertFlags): void {
  if (calls !== undefined) return;
  const given = { "--profile": profile, "--config": config, "--dialect": dialect };
  const [wrong] = Object.entries(given).find(([, value]) => value !== undefined) ?? [];
  if (wrong === undefined) return;
  throw new Failure(
    `${wrong} says how calls are read, which is done only to write them anew: add --calls, or leave it out.`,
  );
}
