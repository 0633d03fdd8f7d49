import type { TextTerm } from "../../core/filters/textTerms";
import { Run, type RunOptions } from "../../core/runs/run";
import { RunTable } from "../../core/runs/table/runTable";
import type { SampleTexts, Unreadable } from "../../core/report/run/runReport";
import type { PartialLine } from "../../core/report/run/partial";
import type { ReportAnswer, ReportedSample } from "./reportJob";

/** A run as it is collected for a report: its rows, what could not be read, and texts of its worst samples. */
export class ReportedRun {
  readonly table = new RunTable();
  readonly unreadable: Unreadable[] = [];
  /** Bits for each row: which of the words occur in its texts. */
  private readonly words: number[] = [];
  private worst: { readonly reward: number; readonly sample: ReportedSample }[] = [];

  /**
   * @param terms words that were searched for in texts
   * @param keptTexts the texts of at most this many samples are kept, those with the lowest reward
   */
  constructor(
    private readonly terms: readonly TextTerm[],
    private readonly keptTexts: number,
  ) {}

  add({ samples, unreadable }: ReportAnswer): void {
    for (const sample of samples) this.addSample(sample);
    for (const one of unreadable) this.unreadable.push(one);
  }

  addLine(line: PartialLine): void {
    if ("sample" in line) this.addSample({ row: line.sample, hasWords: [], texts: undefined });
    else this.unreadable.push(line.unreadable);
  }

  /** The run after everything is read. */
  run(options: RunOptions = {}): Run {
    return new Run(this.table, {
      ...options,
      hasWords: (field, words, row) => {
        const term = this.terms.findIndex((one) => one.field === field && one.words === words);
        return term >= 0 && (((this.words[row] ?? 0) >> term) & 1) === 1;
      },
    });
  }

  /** @param isShown is the row among those in the report? */
  texts(isShown: (row: SampleTexts) => boolean): SampleTexts[] {
    return this.worst
      .map(({ sample: { row, texts }, reward }): SampleTexts => ({
        file: row.file,
        record: row.record,
        trace: row.trace,
        reward: Number.isFinite(reward) ? reward : undefined,
        findings: row.findings.map(({ rule }) => rule),
        prompt: texts?.prompt ?? "",
        completion: texts?.completion ?? "",
      }))
      .filter(isShown);
  }

  private addSample(sample: ReportedSample): void {
    const row = this.table.append(sample.row);
    if (this.terms.length > 0) {
      this.words[row] = sample.hasWords.reduce((bits, has, term) => (has ? bits | (1 << term) : bits), 0);
    }
    if (this.keptTexts === 0 || sample.texts === undefined) return;
    const shown = this.table.reward(row);
    this.worst.push({ reward: Number.isNaN(shown) ? Infinity : shown, sample });
    if (this.worst.length >= 4 * this.keptTexts) this.keepWorst();
  }

  /** Stable: among equal rewards the earlier samples stay. */
  keepWorst(): void {
    this.worst.sort((a, b) => (a.reward === b.reward ? 0 : a.reward < b.reward ? -1 : 1));
    this.worst = this.worst.slice(0, this.keptTexts);
  }
}
