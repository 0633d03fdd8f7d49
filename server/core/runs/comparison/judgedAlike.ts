import { Scope } from "../scope";

/**
 * The same parts of runs, with one meaning of right for all of them: by the maximum of each run alone, a run whose best
 * reward is low would have more samples right than one whose best is high.
 */
export function judgedAlike(scopes: readonly Scope[]): readonly Scope[] {
  const tables = new Set(scopes.map(({ table }) => table));
  if (tables.size < 2) return scopes;
  const runs = new Map(
    scopes.map(({ run }) => [run.table, run.beside([...tables].filter((table) => table !== run.table))]),
  );
  return scopes.map(({ run, rows }) => new Scope(runs.get(run.table) ?? run, rows));
}
