import { isDead } from "../../statistics/signal";
import type { RunTable } from "../table/runTable";

/** Rollouts of one prompt in one step of one file. The earlier turns of a rollout are no rollouts. */
export interface IndexedGroup {
  readonly rows: readonly number[];
  /** Number of rows with a reward. */
  readonly rewarded: number;
  /** Are their rewards all the same, so that nothing is learned from them? Unknown rewards do not count. */
  readonly isDead: boolean;
}

/** The groups of a run. The same prompt in another step, or in another file, is another group. */
export class GroupIndex {
  /** In the order in which they begin. */
  readonly groups: readonly IndexedGroup[];
  private readonly groupOfRow: Uint32Array;

  constructor(
    private readonly table: RunTable,
    all = table.all,
  ) {
    const numbers = new Map<string, number>();
    const rows: number[][] = [];
    this.groupOfRow = new Uint32Array(table.length).fill(none);
    const { file, step, group } = table;
    // Rollouts of a prompt mostly stand together: those of the row before need no look-up.
    let [last, lastFile, lastStep, lastCode] = [none, none, Number.NaN, none];
    for (const row of all) {
      const code = group.codes.get(row);
      if (code === undefined) continue;
      const [ofFile, ofStep] = [file.codes.raw(row), step.get(row)];
      if (code !== lastCode || ofFile !== lastFile || !Object.is(ofStep, lastStep)) {
        const key = `${ofFile} ${ofStep} ${code}`;
        last = numbers.get(key) ?? rows.length;
        [lastFile, lastStep, lastCode] = [ofFile, ofStep, code];
        if (last === rows.length) {
          numbers.set(key, last);
          rows.push([]);
        }
      }
      if (table.isRollout(row)) (rows[last] as number[]).push(row);
      this.groupOfRow[row] = last;
    }
    this.groups = rows.map((members) => {
      const rewards = this.rewardsOf(members);
      return { rows: members, rewarded: rewards.length, isDead: isDead(rewards) };
    });
  }

  /** Number of the row's group, which is also that of its rollout's earlier turns; undefined if it has none. */
  numberOf(row: number): number | undefined {
    const number = this.groupOfRow[row];
    return number === undefined || number === none ? undefined : number;
  }

  of(row: number): IndexedGroup | undefined {
    const number = this.numberOf(row);
    return number === undefined ? undefined : this.groups[number];
  }

  /** The number of the row's rollout among those of its group, from 0; −1 if it has none. */
  placeOf(row: number): number {
    const { table } = this;
    const rows = this.of(row)?.rows ?? [];
    if (table.isRollout(row)) return rows.indexOf(row);
    const record = table.record.raw(row);
    return rows.findIndex((one) => table.record.raw(one) === record);
  }

  /** The shown rewards of those rows that have one. */
  rewardsOf(rows: readonly number[]): number[] {
    return rows.map((row) => this.table.reward(row)).filter((reward) => Number.isFinite(reward));
  }
}

const none = 0xffffffff;
