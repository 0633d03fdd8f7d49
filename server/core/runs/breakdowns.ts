import type { InSteps } from "../host/inSteps";
import { quantile } from "../statistics/quantiles";
import type { Breakdown } from "./figures/summary";
import type { Part, Share } from "./figures/figure";
import { nameTerm, rangeTerm } from "./filterText";
import type { Scope } from "./scope";
import { count, plural } from "./words";

/** Maximum number of parts of a breakdown. */
const maxParts = 30;

/** The share of right samples by their kind, a kind a step; none if nothing says what is right, or there is only one part. */
export function* breakdownsSteps(scope: Scope): InSteps<Breakdown[]> {
  const { table } = scope;
  const ways: readonly (() => Breakdown)[] = [
    () => named(scope, "category", (row) => table.category.get(row), "category"),
    () => named(scope, "model", (row) => table.model.get(row), "model"),
    () => named(scope, "task type", (row) => table.judge.taskType.get(row), undefined),
    () => named(scope, "how it ended", (row) => table.endedBy.get(row), undefined),
    () => byLength(scope),
  ];
  const all: Breakdown[] = [];
  for (const way of ways) {
    yield;
    all.push(way());
  }
  return all.filter(({ parts }) => parts.length > 1);
}

export function named(
  scope: Scope,
  by: string,
  nameOf: (row: number) => string | undefined,
  field: string | undefined,
): Breakdown {
  const members = new Map<string, number[]>();
  for (const row of scope.rows) {
    const name = nameOf(row);
    if (name === undefined || scope.run.isRight(row) === undefined) continue;
    const known = members.get(name);
    if (known === undefined) members.set(name, [row]);
    else known.push(row);
  }
  const parts = [...members].map(([name, rows]): Part<Share> => ({
    name,
    figure: scope.run.shareRight(rows),
    filter: field && nameTerm(field, name),
  }));
  parts.sort((a, b) => b.figure.n - a.figure.n || (a.name < b.name ? -1 : 1));
  return { by, parts: parts.slice(0, maxParts), more: Math.max(0, parts.length - maxParts) };
}

/** By quartile of the trace's length, in characters. */
export function byLength(scope: Scope): Breakdown {
  const { table, run } = scope;
  const judged = scope.where((row) => run.isRight(row) !== undefined);
  const lengths = Float64Array.from(judged.values((row) => table.size.get(row) ?? Number.NaN)).sort();
  const ends = [0, 0.25, 0.5, 0.75, 1].map((share) => quantile(lengths, share) ?? 0);
  const parts = ends.slice(1).flatMap((to, i): Part<Share>[] => {
    const from = ends[i] ?? 0;
    // Lengths are whole: each part ends one below the next, and is named by the lengths that are in it.
    const least = Math.ceil(from);
    const most = i === 3 ? to : Math.ceil(to) - 1;
    const within = judged.where((row) => {
      const length = table.size.get(row) ?? -1;
      return length >= least && length <= most;
    });
    if (within.n === 0) return [];
    return [
      {
        name: least === most ? plural(least, "character") : `${count(least)} to ${count(most)} characters`,
        figure: run.shareRight(within.rows),
        filter: rangeTerm("length", least, most, true),
      },
    ];
  });
  return { by: "length", parts, more: 0 };
}
