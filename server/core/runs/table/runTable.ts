import type { RowFinding, SampleRow } from "../../model/sampleRow";
import type { Severity } from "../../model/finding";
import { severities } from "../../model/finding";
import { FewNumbers, Hashes, Lists, Names, Numbers, Texts, Wholes } from "./columns";
import { JudgeColumns } from "./judgeColumns";
import { NamedNumbers } from "./namedNumbers";
import { PartColumns } from "./partColumns";
import type { Standing } from "../listFigures";
import { sortRows } from "../rows/sortRows";

/** Bits of {@link RunTable.flags}. */
export const flag = {
  checked: 1,
  cut: 2,
  asks: 4,
  truthIsKnown: 8,
  truthHasCalls: 16,
  fixableIsKnown: 32,
  fixable: 64,
  earlierTurn: 128,
} as const;

/**
 * The samples of a run as compact columns: about a hundred bytes per sample besides its question. Rows are appended as
 * they are read and are never changed; everything else refers to them by their numbers, from 0. A row whose record is
 * another one by now is dropped: it keeps its number and is in none of {@link all}.
 */
export class RunTable {
  /** How many rows were appended, the dropped ones included: every row's number is less. */
  length = 0;
  /** Counts the changes. */
  version = 0;
  private readonly dropped = new Set<number>();
  private rows: Uint32Array | undefined;
  /** Names of the files in their order. Rows are in the order of their files, and in a file of their records. */
  private files: readonly string[] | undefined;
  readonly file = new Names();
  readonly record = new Wholes();
  readonly trace = new Wholes();
  readonly id = new Texts();
  readonly step = new Numbers();
  readonly group = new Names();
  readonly model = new Names();
  readonly category = new Names();
  readonly profile = new Names();
  readonly dialect = new Names();
  readonly flags = new Wholes();
  readonly question = new Names();
  readonly promptHash = new Hashes();
  readonly completionHash = new Hashes();
  /** The computed reward, its possible minimum and maximum, and its parts. */
  readonly computed = new Numbers();
  readonly least = new FewNumbers();
  readonly best = new FewNumbers();
  readonly parts = new PartColumns();
  readonly undecided = new Names();
  readonly recorded = new Numbers();
  readonly components = new NamedNumbers();
  readonly advantage = new Numbers();
  /** One entry for each rule of each row: the columns below are indexed by the entry's number. */
  readonly findings = new Lists();
  readonly rule = new Names();
  readonly severity = new Wholes();
  readonly count = new Wholes();
  readonly cost = new FewNumbers();
  readonly calls = new Wholes();
  readonly firstCall = new Names();
  /** One entry for each tool that a row calls. */
  readonly toolLists = new Lists();
  readonly tool = new Names();
  readonly toolErrors = new Wholes();
  readonly turns = new Wholes();
  /** Length in characters. */
  readonly size = new Wholes();
  readonly repetition = new Numbers();
  readonly endedBy = new Names();
  readonly judge = new JudgeColumns();
  /** The family of each rule that occurs. */
  private readonly causes = new Map<string, string>();

  /** @returns the row's number */
  append(sample: SampleRow): number {
    const row = this.length++;
    this.changed();
    this.file.set(row, sample.file);
    this.record.set(row, sample.record);
    this.trace.set(row, sample.trace);
    this.id.set(row, sample.id);
    this.step.set(row, sample.step);
    this.group.set(row, sample.group);
    this.model.set(row, sample.model);
    this.category.set(row, sample.category);
    this.profile.set(row, sample.profile);
    this.dialect.set(row, sample.dialect);
    this.flags.set(row, flagsOf(sample));
    this.question.set(row, sample.question);
    this.promptHash.set(row, sample.promptHash);
    this.completionHash.set(row, sample.completionHash);
    if (sample.reward !== undefined) {
      this.computed.set(row, sample.reward.value);
      this.least.set(row, sample.reward.least);
      this.best.set(row, sample.reward.best);
      this.parts.set(row, sample.reward.parts);
    }
    this.undecided.set(row, sample.undecided);
    this.recorded.set(row, sample.recorded);
    this.components.set(row, sample.components);
    this.advantage.set(row, sample.advantage);
    this.appendFindings(sample.findings);
    this.calls.set(row, sample.calls.count);
    this.firstCall.set(row, sample.calls.first);
    let entry = this.toolLists.append(sample.calls.tools.length);
    for (const tool of sample.calls.tools) this.tool.set(entry++, tool);
    this.toolErrors.set(row, sample.toolErrors);
    this.turns.set(row, sample.turns);
    this.size.set(row, sample.length);
    this.repetition.set(row, sample.repetition === 0 ? undefined : sample.repetition);
    this.endedBy.set(row, sample.endedBy);
    this.judge.set(row, sample.judge);
    return row;
  }

  /** The row as it was appended. */
  get(row: number): SampleRow {
    const flags = this.flags.get(row) ?? 0;
    const has = (bit: number): boolean => (flags & bit) !== 0;
    return {
      file: this.file.get(row) ?? "",
      record: this.record.get(row) ?? 0,
      trace: this.trace.get(row) ?? 0,
      ...(has(flag.earlierTurn) ? { isEarlierTurn: true } : {}),
      id: this.id.get(row),
      step: known(this.step.get(row)),
      group: this.group.get(row),
      model: this.model.get(row),
      category: this.category.get(row),
      profile: this.profile.get(row),
      dialect: this.dialect.get(row),
      checked: has(flag.checked),
      question: this.question.get(row),
      promptHash: this.promptHash.get(row),
      completionHash: this.completionHash.get(row),
      reward: this.rewardOf(row),
      undecided: this.undecided.get(row),
      recorded: known(this.recorded.get(row)),
      components: this.components.get(row),
      advantage: known(this.advantage.get(row)),
      findings: this.findingsOf(row),
      calls: { count: this.calls.get(row) ?? 0, first: this.firstCall.get(row), tools: this.toolsOf(row) },
      toolErrors: this.toolErrors.get(row) ?? 0,
      turns: this.turns.get(row) ?? 0,
      length: this.size.get(row) ?? 0,
      repetition: known(this.repetition.get(row)) ?? 0,
      cut: has(flag.cut),
      endedBy: this.endedBy.get(row),
      asks: has(flag.asks),
      truthHasCalls: has(flag.truthIsKnown) ? has(flag.truthHasCalls) : undefined,
      judge: this.judge.get(row),
      fixable: has(flag.fixableIsKnown) ? has(flag.fixable) : undefined,
    };
  }

  /** What tells in which state the row's sample is. */
  standing(row: number): Standing {
    const value = known(this.computed.get(row));
    return {
      checked: ((this.flags.get(row) ?? 0) & flag.checked) !== 0,
      reward: value === undefined ? undefined : { value, least: this.least.get(row), best: this.best.get(row) },
    };
  }

  /**
   * The reward that is shown: the computed one if the run has any, else the recorded one. Never a mix of both: their
   * scales may differ. NaN if the row has none.
   */
  reward(row: number): number {
    return this.computed.isUsed ? this.computed.get(row) : this.recorded.get(row);
  }

  /** How far the computed reward is below the best; NaN if none is computed. */
  lost(row: number): number {
    return this.best.get(row) - this.computed.get(row);
  }

  findingsOf(row: number): RowFinding[] {
    const found: RowFinding[] = [];
    for (let entry = this.findings.start(row); entry < this.findings.end(row); entry++) {
      const rule = this.rule.get(entry) ?? "";
      found.push({
        rule,
        cause: this.causeOf(rule),
        severity: severities[this.severity.get(entry) ?? 0] as Severity,
        count: this.count.get(entry) ?? 0,
        cost: known(this.cost.get(entry)),
      });
    }
    return found;
  }

  toolsOf(row: number): string[] {
    const tools: string[] = [];
    for (let entry = this.toolLists.start(row); entry < this.toolLists.end(row); entry++) {
      tools.push(this.tool.get(entry) ?? "");
    }
    return tools;
  }

  causeOf(rule: string): string {
    return this.causes.get(rule) ?? "";
  }

  /** Is the row a rollout, or a sample by itself? An earlier turn of a rollout is neither. */
  isRollout(row: number): boolean {
    return (this.flags.raw(row) & flag.earlierTurn) === 0;
  }

  /** How many rows count. */
  get live(): number {
    return this.length - this.dropped.size;
  }

  /** Every row that counts, in the order in which they were appended, or in that of {@link arrange}. Not to be changed. */
  get all(): Uint32Array {
    this.rows ??= this.arranged();
    return this.rows;
  }

  /** The row counts no longer. */
  drop(row: number): void {
    this.dropped.add(row);
    this.changed();
  }

  isDropped(row: number): boolean {
    return this.dropped.has(row);
  }

  /** Puts the rows in the order of these files and their records, whichever was read first. */
  arrange(files: readonly string[]): void {
    this.files = files;
    this.changed();
  }

  private changed(): void {
    this.version++;
    this.rows = undefined;
  }

  private arranged(): Uint32Array {
    const { dropped, files } = this;
    const all = Uint32Array.from({ length: this.length }, (_, row) => row);
    const rows = dropped.size === 0 ? all : all.filter((row) => !dropped.has(row));
    if (files === undefined) return rows;
    const places = new Map(files.map((name, i) => [name, i]));
    const ofCode = this.file.dictionary.names.map((name) => places.get(name) ?? files.length);
    const key = (row: number): number => (ofCode[this.file.codes.raw(row)] ?? 0) * 2 ** 32 + this.record.raw(row);
    const isInOrder = rows.every((row, i) => i === 0 || key(rows[i - 1] as number) <= key(row));
    return isInOrder ? rows : sortRows(rows, key);
  }

  /** Bytes of the columns; the texts of questions, ids and names are not counted. */
  get bytes(): number {
    return Object.values(this).reduce<number>((sum, column: unknown) => {
      const bytes = (column as { bytes?: unknown } | null)?.bytes;
      return typeof bytes === "number" ? sum + bytes : sum;
    }, 0);
  }

  private appendFindings(findings: readonly RowFinding[]): void {
    let entry = this.findings.append(findings.length);
    for (const { rule, cause, severity, count, cost } of findings) {
      this.causes.set(rule, cause);
      this.rule.set(entry, rule);
      this.severity.set(entry, severities.indexOf(severity));
      this.count.set(entry, count);
      this.cost.set(entry, cost);
      entry++;
    }
  }

  private rewardOf(row: number): SampleRow["reward"] {
    const value = known(this.computed.get(row));
    if (value === undefined) return undefined;
    return { value, least: this.least.get(row), best: this.best.get(row), parts: this.parts.get(row) };
  }
}

function flagsOf(sample: SampleRow): number {
  return (
    (sample.checked ? flag.checked : 0) |
    (sample.cut ? flag.cut : 0) |
    (sample.asks ? flag.asks : 0) |
    (sample.truthHasCalls === undefined ? 0 : flag.truthIsKnown) |
    (sample.truthHasCalls === true ? flag.truthHasCalls : 0) |
    (sample.fixable === undefined ? 0 : flag.fixableIsKnown) |
    (sample.fixable === true ? flag.fixable : 0) |
    (sample.isEarlierTurn === true ? flag.earlierTurn : 0)
  );
}

function known(value: number): number | undefined {
  return Number.isNaN(value) ? undefined : value;
}
