import type { TextField } from "../filters/fields";
import type { Filter } from "../filters/filter";
import { GroupIndex } from "./groups/groupIndex";
import { chosen, orderPairs, type OrderPair } from "./groups/orderPairs";
import { rightBy, usualRight, type RightTest } from "./right";
import { rowTest, type RowContext } from "./rows/rowTest";
import { sortRows } from "./rows/sortRows";
import { sortKey, type SortColumn } from "./rows/sortKey";
import { proportion, type Proportion } from "../statistics/proportion";
import { sharedBeginning } from "./sharedBeginning";
import type { RunTable } from "./table/runTable";

export interface RunOptions {
  /** What counts as right, as a filter on one sample's fields with its text; else {@link usualRight}. */
  readonly right?: { readonly filter: Filter; readonly written: string } | undefined;
  /** The runs with which this one is compared: {@link usualRight} then means the same in all of them. */
  readonly besides?: readonly RunTable[];
  /** The result of searching the files: do a row's texts contain these words? */
  readonly hasWords?: (field: TextField, words: string, row: number) => boolean;
}

/**
 * A run: its table, and what is known about its rows only from other rows. Each result is computed once, from the rows
 * present at that time: after rows were appended, make a new run.
 */
export class Run implements RowContext {
  private groupsFound: GroupIndex | undefined;
  private pairsFound: readonly OrderPair[] | undefined;
  private flipped: Set<number> | undefined;
  private rightFound: RightTest | undefined;
  /** Length of the beginning that all questions share. */
  private shared: number | undefined;
  /** Its rows, in their order. */
  readonly all: Uint32Array;

  constructor(
    readonly table: RunTable,
    private readonly options: RunOptions = {},
  ) {
    this.all = table.all;
  }

  /** The same run, as one of several that are compared. */
  beside(besides: readonly RunTable[]): Run {
    return new Run(this.table, { ...this.options, besides });
  }

  get groups(): GroupIndex {
    return (this.groupsFound ??= new GroupIndex(this.table, this.all));
  }

  get pairs(): readonly OrderPair[] {
    return (this.pairsFound ??= orderPairs(this.table, this.all));
  }

  get right(): RightTest {
    const { right, besides } = this.options;
    return (this.rightFound ??=
      right === undefined ? usualRight(this.table, besides) : rightBy(right.filter, right.written, this.table));
  }

  /** Of a rollout, its last answer is right or wrong; of its earlier turns, nothing says. */
  isRight(row: number): boolean | undefined {
    return this.table.isRollout(row) ? this.right.isRight(row) : undefined;
  }

  /** The share of right rows among those of which it is known. */
  shareRight(rows: Iterable<number>): Proportion {
    let [k, n] = [0, 0];
    for (const row of rows) {
      const isRight = this.isRight(row);
      if (isRight === undefined) continue;
      n++;
      if (isRight) k++;
    }
    return proportion(k, n);
  }

  /** What is asked in a row, without the words with which all questions of the run begin. */
  question(row: number): string | undefined {
    const { question } = this.table;
    this.shared ??= sharedBeginning(question.dictionary.names);
    const asked = question.get(row);
    return asked === undefined || this.shared === 0 ? asked : `…${asked.slice(this.shared)}`;
  }

  isDead(row: number): boolean {
    return this.groups.of(row)?.isDead ?? false;
  }

  isFlipped(row: number): boolean {
    this.flipped ??= new Set(this.pairs.flatMap(({ rows }) => (this.isFlip(rows) ? rows : [])));
    return this.flipped.has(row);
  }

  hasWords(field: TextField, words: string, row: number): boolean {
    return this.options.hasWords?.(field, words, row) ?? false;
  }

  /** The rows that pass, in the order of the table. */
  filter(filter: Filter): Uint32Array {
    const { table } = this;
    const test = rowTest(filter, table, this);
    const passing = new Uint32Array(this.all.length);
    let count = 0;
    for (const row of this.all) if (test(row)) passing[count++] = row;
    return passing.slice(0, count);
  }

  /** Sorts rows: stable, and rows without a value come last in either direction. */
  sort(rows: Uint32Array, by: SortColumn, descending = false): Uint32Array {
    return sortRows(rows, sortKey(this.table, this, by), descending);
  }

  private isFlip([one, other]: OrderPair["rows"]): boolean {
    const [first, second] = [chosen(this.table, one, "parsed"), chosen(this.table, other, "parsed")];
    return first !== undefined && second !== undefined && first !== second;
  }
}
