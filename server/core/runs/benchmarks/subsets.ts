import { proportion, type Proportion } from "../../statistics/proportion";
import type { Scope } from "../scope";

/**
 * What the judge is credited with, from 0 (wrong) to 1 (right). By the benchmark's own record if there is one:
 * RewardBench's scripts record 0.5 for a tie and for a verdict that they cannot read, and add up what is recorded. Else
 * by the reading of the whole text, as benchmarks read it: no verdict is wrong. Undefined if nothing says.
 */
export function creditOf({ table }: Scope, row: number): number | undefined {
  const result = table.judge.result.get(row);
  if (!Number.isNaN(result)) return result >= 0 && result <= 1 ? result : undefined;
  const gold = table.judge.gold.get(row);
  const ofWhole = table.judge.verdict("eval", row);
  const verdict = ofWhole === undefined ? table.judge.verdict("parsed", row) : ofWhole;
  return gold === undefined || verdict === undefined ? undefined : Number(verdict === gold);
}

/** The share of credit by subset, and in total. */
export function subsetShares(
  scope: Scope,
  subsetOf: (row: number) => string | undefined,
): { readonly shares: ReadonlyMap<string, Proportion>; readonly plain: Proportion } {
  const counts = new Map<string, { k: number; n: number }>();
  let [k, n] = [0, 0];
  for (const row of scope.rows) {
    const credit = creditOf(scope, row);
    if (credit === undefined) continue;
    n++;
    k += credit;
    const subset = subsetOf(row);
    if (subset === undefined) continue;
    const known = counts.get(subset) ?? { k: 0, n: 0 };
    known.n++;
    known.k += credit;
    counts.set(subset, known);
  }
  const shares = [...counts].map(([name, count]) => [name, proportion(count.k, count.n)] as const);
  return { shares: new Map(shares), plain: proportion(k, n) };
}

/** The mean credit as a share: k is the sum, and whole only where no credit is in part. */
export function creditShare(scope: Scope): Proportion {
  return subsetShares(scope, () => undefined).plain;
}
