import { compare, comparedRun, type NamedRun } from "../comparison/compare";
import { judgedAlike } from "../comparison/judgedAlike";
import type { Comparison, RunLine } from "../figures/comparison";

/** The content of the page Compare: every run in one line, and two of them compared. */
export interface CompareAnswer {
  /** The run of the page comes first. */
  readonly lines: readonly RunLine[];
  /** Undefined if there is nothing to compare with. */
  readonly comparison: Comparison | undefined;
}

/**
 * Compares the run of a page with one of others.
 *
 * @param chosen the number of the other run, from 0
 */
export function compareRuns(own: NamedRun, others: readonly NamedRun[], chosen: number): CompareAnswer {
  const all = [own, ...others];
  const alike = judgedAlike(all.map(({ scope }) => scope));
  const runs = all.map(({ name, scope }, i): NamedRun => ({ name, scope: alike[i] ?? scope }));
  const [first = own, other] = [runs[0], runs[chosen + 1]];
  return {
    lines: runs.map(lineOf),
    comparison: other && compare(first, other),
  };
}

function lineOf(named: NamedRun): RunLine {
  const { run, rows } = named.scope;
  const right = run.shareRight(rows);
  return { ...comparedRun(named), right: right.n === 0 ? undefined : right };
}
