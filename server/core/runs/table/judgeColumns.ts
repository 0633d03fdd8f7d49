import type { RowJudge, RowQuotes } from "../../model/sampleRow";
import type { Verdict } from "../../model/sample";
import { Dictionary, Hashes, Names, Numbers, Wholes } from "./columns";

const quoteRungs = ["exact", "normalised", "altered", "other", "invented", "unchecked"] as const;

/** The label for a reading that reads no verdict. */
const unread = "";

/** The data about judges' traces. Uses no memory in a run without any. */
export class JudgeColumns {
  /** 1 if the row is a judge's trace. */
  private readonly isJudge = new Wholes();
  readonly gold = new Names();
  readonly otherGold = new Names();
  private readonly verdicts = new Map<string, Names>();
  /** All labels that readings read. */
  readonly labels = new Dictionary();
  readonly paidReading = new Names();
  readonly result = new Numbers();
  readonly taskType = new Names();
  readonly quotes = new Map<keyof RowQuotes, Wholes>(quoteRungs.map((rung) => [rung, new Wholes()]));
  private readonly lengthA = new Wholes();
  private readonly lengthB = new Wholes();
  private readonly swapped = new Wholes();
  private readonly pair = new Hashes();

  set(row: number, judge: RowJudge | undefined): void {
    if (judge === undefined) return;
    this.isJudge.set(row, 1);
    this.gold.set(row, judge.gold);
    this.otherGold.set(row, judge.otherGold);
    for (const [reading, verdict] of Object.entries(judge.verdicts)) {
      let column = this.verdicts.get(reading);
      if (column === undefined) this.verdicts.set(reading, (column = new Names()));
      column.set(row, verdict ?? unread);
      if (verdict !== null) this.labels.code(verdict);
    }
    this.paidReading.set(row, judge.paidReading);
    this.result.set(row, judge.result);
    this.taskType.set(row, judge.taskType);
    for (const [rung, column] of this.quotes) column.set(row, judge.quotes[rung]);
    this.lengthA.set(row, judge.lengths?.a);
    this.lengthB.set(row, judge.lengths?.b);
    if (judge.pairHash === undefined || judge.swapped === undefined) return;
    this.swapped.set(row, Number(judge.swapped));
    this.pair.set(row, judge.pairHash);
  }

  get(row: number): RowJudge | undefined {
    if (!this.has(row)) return undefined;
    const verdicts: Record<string, string | null> = {};
    for (const reading of this.verdicts.keys()) {
      const verdict = this.verdict(reading, row);
      if (verdict !== undefined) verdicts[reading] = verdict;
    }
    const [a, b] = [this.lengthA.get(row), this.lengthB.get(row)];
    const result = this.result.get(row);
    return {
      gold: this.gold.get(row) as Verdict | undefined,
      otherGold: this.otherGold.get(row),
      verdicts,
      paidReading: this.paidReading.get(row),
      result: Number.isNaN(result) ? undefined : result,
      taskType: this.taskType.get(row),
      quotes: this.quotesOf(row),
      lengths: a === undefined || b === undefined ? undefined : { a, b },
      pairHash: this.pairOf(row),
      swapped: this.isSwapped(row),
    };
  }

  has(row: number): boolean {
    return this.isJudge.get(row) === 1;
  }

  get isUsed(): boolean {
    return this.isJudge.isUsed;
  }

  get readings(): readonly string[] {
    return [...this.verdicts.keys()];
  }

  /** Null if the reading reads none, undefined if the row is not a judge's. */
  verdict(reading: string, row: number): string | null | undefined {
    const name = this.verdicts.get(reading)?.get(row);
    return name === undefined ? undefined : name === unread ? null : name;
  }

  /** The verdict by the reading that decides the reward, else by its author's meaning. */
  decisive(row: number): string | null | undefined {
    return this.verdict(this.paidReading.get(row) ?? "parsed", row);
  }

  quotesOf(row: number): RowQuotes {
    const entries = [...this.quotes].map(([rung, column]) => [rung, column.get(row) ?? 0] as const);
    return Object.fromEntries(entries) as unknown as RowQuotes;
  }

  /** Undefined if the record has no responses. */
  pairOf(row: number): string | undefined {
    return this.swapped.get(row) === undefined ? undefined : this.pair.get(row);
  }

  isSwapped(row: number): boolean | undefined {
    const swapped = this.swapped.get(row);
    return swapped === undefined ? undefined : swapped === 1;
  }

  get bytes(): number {
    const columns = [
      this.isJudge,
      this.gold,
      this.otherGold,
      ...this.verdicts.values(),
      this.paidReading,
      this.result,
      this.taskType,
    ];
    const more = [...this.quotes.values(), this.lengthA, this.lengthB, this.swapped, this.pair];
    return [...columns, ...more].reduce((sum, { bytes }) => sum + bytes, 0);
  }
}
