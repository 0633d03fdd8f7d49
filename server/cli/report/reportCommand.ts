import type { Asked } from "../../core/engine/auditRecord";
import { asksForFindings, evaluateCondition, figuresOf, type Condition } from "../../core/filters/condition";
import { textTerms } from "../../core/filters/textTerms";
import { asMarkdown } from "../../core/report/run/asMarkdown";
import { asPage } from "../../core/report/run/asPage";
import { asText } from "../../core/report/run/asText";
import { partialHead, partialLine } from "../../core/report/run/partial";
import { columnOf, jsonlRow, rowColumns } from "../../core/report/run/rowLines";
import { runReport, type RunReport } from "../../core/report/run/runReport";
import { documentOf } from "../../core/report/run/documentOf";
import { conditionFigures } from "../../core/runs/conditionFigures";
import { judgedAlike } from "../../core/runs/comparison/judgedAlike";
import { unknownComponent } from "../../core/runs/rows/unknownComponent";
import { Scope } from "../../core/runs/scope";
import { flag } from "../../core/runs/table/runTable";
import { csvRow } from "../../core/text/csv";
import { printableJson } from "../../core/text/printable";
import { nodeFiles } from "../../node/fileStore";
import { Setups } from "../audit/setup";
import { codeOf, exitCodes, Failure } from "../failure";
import type { ReportFlags } from "../flags/reportFlags";
import type { InputBatch } from "../input/recordBatches";
import { isPassedOver } from "../output/placedError";
import { FileRun } from "../run/fileRun";
import type { World } from "../world";
import { mergePartials } from "./mergePartials";
import { ReportedRun } from "./reportedRun";
import { startReport, type ReportAnswer, type ReportSettings } from "./reportJob";

/** Maximum length of a shown text, in UTF-16 units. */
const longestText = 4000;

/** One call of `report`. */
export class ReportCommand {
  private failed = false;
  /** Were there records that cannot be read? */
  private hasUnread = false;

  constructor(
    private readonly flags: ReportFlags,
    private readonly world: World,
  ) {
    const { benchmark, asPublished, columns, rows, partial, merge, compare, compareOnly, only } = flags;
    const needs = (flag: string, other: string): never => {
      throw new Failure(`${flag} needs ${other}.`);
    };
    if (asPublished === true && benchmark === undefined) needs("--as-published", "--benchmark");
    if (columns !== undefined && rows === undefined) needs("--columns", "--rows");
    if (compare !== undefined && compareOnly !== undefined) {
      throw new Failure("--compare and --compare-only are two answers to one question: give one of them.");
    }
    if (partial === true && only !== undefined) {
      throw new Failure("--partial writes all samples: give --only to the --merge.");
    }
    if (merge === true && flags.withSamples > 0)
      throw new Failure("Partials hold no texts: --with-samples needs the files.");
    const asksForWords = [only, compareOnly, flags.right].some(
      (each) => each !== undefined && textTerms(each.meant).length > 0,
    );
    if (merge === true && asksForWords)
      throw new Failure("Partials hold no texts, so text:, prompt: and completion: find nothing in them.");
    for (const name of columns ?? []) {
      if (!(rowColumns as readonly string[]).includes(name) && !name.startsWith("component.")) {
        throw new Failure(`There is no column ${name}. There are ${rowColumns.join(", ")} and component.NAME.`);
      }
    }
  }

  async run(files: readonly string[]): Promise<number> {
    const { flags } = this;
    const reported = await this.read(files);
    this.refuseUnknownComponents(reported);
    if (flags.partial === true) return this.writePartial(reported);
    const right = flags.right && { filter: flags.right.meant, written: flags.right.written };
    const run = reported.run({ right });
    const scope = new Scope(run, flags.only === undefined ? run.table.all : run.filter(flags.only.meant));
    if (flags.rows !== undefined) await this.writeRows(scope, flags.rows);
    else {
      const other = await this.before(scope, right);
      const [now = scope, then] = judgedAlike(other === undefined ? [scope] : [scope, other.scope]);
      const before = other && { ...other, scope: then ?? other.scope };
      await this.writeReport(this.report(files, reported, now, before));
      const code = await this.judgeCondition(now, before?.scope);
      if (code !== undefined) return code;
    }
    return this.code;
  }

  /** The exit code as far as no condition decides it. */
  private get code(): number {
    return this.failed ? exitCodes.failure : codeOf(this.hasUnread, this.flags);
  }

  /**
   * A term about a component that no sample has would silently be false for all of them: only now it shows which there
   * are.
   *
   * @throws Failure
   */
  private refuseUnknownComponents({ table }: ReportedRun): void {
    const { only, compareOnly, right, failIf } = this.flags;
    const filters = [only, compareOnly, right].flatMap((each) => (each === undefined ? [] : [each.meant]));
    const shares = figuresOf(failIf?.meant ?? { kind: "all", of: [] }).flatMap((figure) =>
      figure.kind === "share" ? [figure.filter] : [],
    );
    for (const filter of [...filters, ...shares]) {
      const problem = unknownComponent(filter, table);
      if (problem !== undefined) throw new Failure(problem);
    }
  }

  /** Reads the inputs that the arguments name, files or partials. */
  private async read(names: readonly string[]): Promise<ReportedRun> {
    const { flags, world } = this;
    const filters = [flags.only, flags.compareOnly, flags.right].filter((each) => each !== undefined);
    const terms = filters.flatMap(({ meant }) => textTerms(meant));
    const reported = new ReportedRun(terms, flags.withSamples);
    if (flags.merge === true) {
      await mergePartials(names, world.folder, reported);
      if (reported.unreadable.length > 0) this.hasUnread = true;
      return reported;
    }
    const { profile, config, rule, idField } = flags;
    const asked: Asked = {
      row: true,
      fixable: flags.fixable === true,
      idField,
      ...(terms.length > 0 ? { words: terms } : {}),
      ...(flags.withSamples > 0 ? { longestText } : {}),
    };
    const settings: ReportSettings = {
      setup: { profile, config, ...rule },
      workingFolder: world.folder,
      asked,
      preset: flags.reward,
    };
    const run = new FileRun<InputBatch, ReportAnswer>({
      flags,
      world,
      setups: new Setups(settings.setup, world.folder, nodeFiles, (line) => void world.stderr.line(line)),
      kind: "report",
      settings,
      start: startReport as never,
      long: 512 << 10,
      jobOf: (batch) => batch,
      write: async (answer) => {
        for (const message of answer.messages) await run.telling.say(message);
        reported.add(answer);
      },
    });
    await run.run(names);
    reported.keepWorst();
    const unread = reported.unreadable.length;
    if (reported.unreadable.some(isPassedOver)) run.telling.failed = true;
    if (await run.hasFailed(reported.table.length, unread)) this.failed = true;
    if (unread > 0 && !run.mayBeEmpty) this.hasUnread = true;
    return reported;
  }

  /** The run with which the report is compared; undefined if there is none. */
  private async before(
    scope: Scope,
    right: { readonly filter: NonNullable<ReportFlags["right"]>["meant"]; readonly written: string } | undefined,
  ): Promise<{ readonly name: string; readonly scope: Scope } | undefined> {
    const { compare, compareOnly } = this.flags;
    if (compareOnly !== undefined) {
      return { name: compareOnly.written, scope: new Scope(scope.run, scope.run.filter(compareOnly.meant)) };
    }
    if (compare === undefined) return undefined;
    const run = (await this.read(compare)).run({ right });
    const { only } = this.flags;
    return {
      name: compare.join(" "),
      scope: new Scope(run, only === undefined ? run.table.all : run.filter(only.meant)),
    };
  }

  private report(
    files: readonly string[],
    reported: ReportedRun,
    scope: Scope,
    before: { readonly name: string; readonly scope: Scope } | undefined,
  ): RunReport {
    const { only, by, benchmark, asPublished, fixable } = this.flags;
    const shown = new Set<string>();
    for (const row of scope.rows) {
      const { file, record, trace } = scope.table;
      shown.add(JSON.stringify([file.get(row), record.get(row), trace.get(row)]));
    }
    return runReport(scope, {
      name: files.join(" "),
      filter: only?.written,
      by,
      benchmark: benchmark && { name: benchmark, asPublished: asPublished === true },
      before,
      fixable: fixable === true,
      withTexts: this.flags.withSamples > 0,
      unreadable: reported.unreadable,
      samples: reported.texts(({ file, record, trace }) => shown.has(JSON.stringify([file, record, trace]))),
    });
  }

  private async writeReport(report: RunReport): Promise<void> {
    const { stdout } = this.world;
    switch (this.flags.format) {
      case "json":
        return stdout.write(`${printableJson(JSON.stringify(report))}\n`);
      case "html":
        return stdout.write(asPage(documentOf(report)));
      case "markdown":
        return stdout.write(asMarkdown(documentOf(report)));
      case "text":
        return stdout.write(asText(documentOf(report)));
    }
  }

  private async writeRows({ rows, table }: Scope, form: "csv" | "jsonl"): Promise<void> {
    const { stdout } = this.world;
    const parts = table.parts.ids.map((id) => `component.${id}`);
    const recorded = table.components.names.map((name) => `component.${name}`);
    const columns = this.flags.columns ?? [...rowColumns, ...new Set([...parts, ...recorded])];
    if (form === "csv") await stdout.write(`${csvRow(columns)}\r\n`);
    for (const at of rows) {
      if (stdout.closed) return;
      const row = table.get(at);
      const shown = table.reward(at);
      const line =
        form === "csv"
          ? `${csvRow(columns.map((name) => columnOf(row, name, shown)))}\r\n`
          : `${jsonlRow(row, columns, shown)}\n`;
      await stdout.write(form === "csv" ? line : printableJson(line));
    }
  }

  private async writePartial({ table, unreadable }: ReportedRun): Promise<number> {
    const { stdout } = this.world;
    await stdout.write(partialHead());
    for (let row = 0; row < table.length; row++) await stdout.write(partialLine({ sample: table.get(row) }));
    for (const one of unreadable) await stdout.write(partialLine({ unreadable: one }));
    return this.code;
  }

  /** The exit code if the condition decides it: 1 if it is true, 2 if it cannot be evaluated. */
  private async judgeCondition(scope: Scope, before: Scope | undefined): Promise<number | undefined> {
    const { failIf, exitZero } = this.flags;
    if (failIf === undefined) return undefined;
    const { stderr } = this.world;
    const { holds, lacking } = evaluateCondition(
      failIf.meant,
      conditionFigures(scope),
      before && conditionFigures(before),
    );
    if (holds === undefined) {
      const why =
        lacking !== undefined && lacking.of !== "now" && before === undefined
          ? "there is no other run: name it with --compare or --compare-only"
          : "no sample has what it is made of";
      await stderr.line(`--fail-if cannot be told: ${lacking?.written ?? failIf.written} is not defined, as ${why}.`);
      return exitCodes.failure;
    }
    if (this.failed) return undefined;
    // Of no sample a condition says nothing either way; of unchecked ones, only that it does not hold.
    const why = scope.n === 0 ? "there is no sample" : holds ? undefined : nothingChecked(scope, failIf.meant);
    if (why !== undefined) {
      await stderr.line(`--fail-if cannot be told: ${why}.`);
      return exitCodes.failure;
    }
    if (!holds) return undefined;
    await stderr.line(`--fail-if holds: ${failIf.written}`);
    return exitZero === true ? undefined : exitCodes.findings;
  }
}

/** Why a condition that does not hold says nothing: in no sample anything was looked for. */
function nothingChecked({ rows, table }: Scope, condition: Condition): string | undefined {
  if (!figuresOf(condition).some(asksForFindings)) return undefined;
  const isChecked = rows.some((row) => (table.flags.raw(row) & flag.checked) !== 0);
  return isChecked ? undefined : "nothing was checked in any sample, so that no finding was possible";
}
