import { clustered, shareInterval, type Cluster } from "../statistics/clusters";
import { proportion } from "../statistics/proportion";
import type { Mean, Share } from "./figures/figure";
import type { Run } from "./run";

/** The rows of a run for which figures are computed: those that pass a filter. */
export class Scope {
  private ofRollouts: Scope | undefined;

  constructor(
    readonly run: Run,
    readonly rows: Uint32Array,
  ) {}

  get n(): number {
    return this.rows.length;
  }

  get table(): Run["table"] {
    return this.run.table;
  }

  /** Without the earlier turns of rollouts: the same scope where there are none. */
  get rollouts(): Scope {
    const isRollout = (row: number): boolean => this.table.isRollout(row);
    return (this.ofRollouts ??= this.rows.every(isRollout) ? this : this.where(isRollout));
  }

  /** The rows that pass the test, as a scope. */
  where(test: (row: number) => boolean): Scope {
    return new Scope(
      this.run,
      this.rows.filter((row) => test(row)),
    );
  }

  /** These rows of the same run. */
  of(rows: readonly number[]): Scope {
    return new Scope(this.run, Uint32Array.from(rows));
  }

  count(test: (row: number) => boolean): number {
    let count = 0;
    for (const row of this.rows) if (test(row)) count++;
    return count;
  }

  /** How many of the rows pass; rows for which the test returns undefined do not count. */
  share(test: (row: number) => boolean | undefined): Share {
    let [k, n] = [0, 0];
    for (const row of this.rows) {
      const is = test(row);
      if (is === undefined) continue;
      n++;
      if (is) k++;
    }
    return proportion(k, n);
  }

  /** The numbers that are finite. */
  values(number: (row: number) => number): number[] {
    const values: number[] = [];
    for (const row of this.rows) {
      const value = number(row);
      if (Number.isFinite(value)) values.push(value);
    }
    return values;
  }

  /** Mean with its error clustered by group; a row without a group is its own cluster. Undefined without any value. */
  mean(number: (row: number) => number): Mean | undefined {
    const { groups } = this.run;
    const sums = new Float64Array(groups.groups.length);
    const counts = new Uint32Array(groups.groups.length);
    const clusters: Cluster[] = [];
    let isShare = true;
    for (const row of this.rows) {
      const value = number(row);
      if (!Number.isFinite(value)) continue;
      if (value !== 0 && value !== 1) isShare = false;
      const group = groups.numberOf(row);
      if (group === undefined) clusters.push({ x: value, n: 1 });
      else {
        sums[group] = (sums[group] ?? 0) + value;
        counts[group] = (counts[group] ?? 0) + 1;
      }
    }
    for (const [group, n] of counts.entries()) if (n > 0) clusters.push({ x: sums[group] ?? 0, n });
    const found = meanOf(clusters);
    // A mean of zeros and ones is a share.
    return found && isShare ? { ...found, interval: shareInterval(found, found.n) } : found;
  }

  /** The rows of each step, in the steps' order; rows without a step are in none. */
  get steps(): ReadonlyMap<number, Scope> {
    const rows = new Map<number, number[]>();
    for (const row of this.rows) {
      const step = this.table.step.get(row);
      if (Number.isNaN(step)) continue;
      const known = rows.get(step);
      if (known === undefined) rows.set(step, [row]);
      else known.push(row);
    }
    const ordered = [...rows].sort(([a], [b]) => a - b);
    return new Map(ordered.map(([step, members]) => [step, new Scope(this.run, Uint32Array.from(members))]));
  }
}

/** A mean of clusters with its 95 % interval: steps, groups and comparisons often have few clusters. */
export function meanOf(clusters: readonly Cluster[]): Mean | undefined {
  const found = clustered(clusters);
  if (found === undefined) return undefined;
  const { value, standardErrorOfFew: standardError, interval } = found;
  const n = clusters.reduce((sum, cluster) => sum + cluster.n, 0);
  return { value, n, standardError, interval, clusters: found.clusters };
}
