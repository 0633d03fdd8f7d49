import { proportion, type Proportion } from "../../statistics/proportion";
import type { Scope } from "../scope";

/**
 * Was the judge right? By the benchmark's own record if there is one; else by the reading of the whole text, as
 * benchmarks read it. No verdict is wrong. Undefined if nothing says.
 */
export function outcomeOf({ table }: Scope, row: number): boolean | undefined {
  const result = table.judge.result.get(row);
  if (!Number.isNaN(result)) return result === 1;
  const gold = table.judge.gold.get(row);
  const verdict = table.judge.verdict("eval", row) ?? table.judge.verdict("parsed", row);
  return gold === undefined || verdict === undefined ? undefined : verdict === gold;
}

/** The share of right outcomes by subset, and in total. */
export function subsetShares(
  scope: Scope,
  subsetOf: (row: number) => string | undefined,
): { readonly shares: ReadonlyMap<string, Proportion>; readonly plain: Proportion } {
  const counts = new Map<string, { k: number; n: number }>();
  let [k, n] = [0, 0];
  for (const row of scope.rows) {
    const isRight = outcomeOf(scope, row);
    if (isRight === undefined) continue;
    n++;
    if (isRight) k++;
    const subset = subsetOf(row);
    if (subset === undefined) continue;
    const known = counts.get(subset) ?? { k: 0, n: 0 };
    known.n++;
    if (isRight) known.k++;
    counts.set(subset, known);
  }
  const shares = [...counts].map(([name, count]) => [name, proportion(count.k, count.n)] as const);
  return { shares: new Map(shares), plain: proportion(k, n) };
}
