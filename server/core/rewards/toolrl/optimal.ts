import { hashable } from "../../python/equality";
import { assign } from "./assignment";
import type { OfficialCall } from "./call";
import type { Matching } from "./match";
import { scorePair } from "./pairScore";
import type { Comparison } from "./variants";

/** The most calls of one name, on either side, for which the best matching is looked for (its time is cubic). */
export const maxAssignedCalls = 64;

/** How the greedy matching compares with the best one. */
export type OptimalMatching =
  | { readonly kind: "greedy-is-optimal" }
  | {
      readonly kind: "better";
      /** S if calls were matched as in `calls`. */
      readonly points: number;
      /** For each call of the ground truth, the number of the completion's call. */
      readonly calls: readonly (number | undefined)[];
    }
  /** More than {@link maxAssignedCalls} calls of one name, or none that could be compared. */
  | { readonly kind: "not-checked" };

/** Whether a matching other than the scorer's greedy one, which goes in the ground truth's order, would earn more. */
export function optimalMatching(matching: Matching, comparison: Comparison): OptimalMatching {
  const { truth, calls, pairs, names } = matching;
  const best: (number | undefined)[] = pairs.map((pair) => pair.call);
  let better = false;
  for (const [truthGroup, callGroup] of groups(truth, calls)) {
    // A single call of the ground truth already gets the best match.
    if (truthGroup.length < 2 || callGroup.length === 0) continue;
    if (Math.max(truthGroup.length, callGroup.length) > maxAssignedCalls) return { kind: "not-checked" };
    const weights = truthGroup.map((expected) => callGroup.map((call) => weight(expected, call, comparison)));
    const chosen = bestAssignment(weights);
    const optimal = chosen.reduce<number>((sum, column, row) => sum + (weights[row]?.[column ?? -1] ?? 0), 0);
    const greedy = truthGroup.reduce((sum, { index }) => sum + pointsOf(pairs[index]), 0);
    if (optimal <= greedy + 1e-9) continue;
    better = true;
    for (const [row, expected] of truthGroup.entries()) {
      const column = chosen[row];
      const earns = column !== undefined && (weights[row]?.[column] ?? 0) > 0;
      best[expected.index] = earns ? callGroup[column]?.index : undefined;
    }
  }
  if (!better) return { kind: "greedy-is-optimal" };
  let points = names;
  for (const [i, call] of best.entries()) {
    const expected = truth[i];
    const given = call === undefined ? undefined : calls[call];
    if (expected !== undefined && given !== undefined) points += weight(expected, given, comparison);
  }
  return { kind: "better", points, calls: best };
}

function pointsOf(pair: { readonly keys: number; readonly values: number } | undefined): number {
  return pair === undefined ? 0 : pair.keys + pair.values;
}

/**
 * What a pair earns; 0 for calls that cannot be compared, which can only be pairs that the greedy matching never looked
 * at.
 */
function weight(truth: OfficialCall, call: OfficialCall, comparison: Comparison): number {
  const score = scorePair(truth, call, comparison);
  return "code" in score ? 0 : score.keys + score.values;
}

/** The column of each row. `assign` requires that there are no more rows than columns. */
function bestAssignment(weights: readonly (readonly number[])[]): (number | undefined)[] {
  const columns = weights[0]?.length ?? 0;
  if (weights.length <= columns) return assign(weights);
  const transposed = Array.from({ length: columns }, (_, j) => weights.map((row) => row[j] ?? 0));
  const columnOf = new Array<number | undefined>(weights.length).fill(undefined);
  for (const [column, row] of assign(transposed).entries()) columnOf[row] = column;
  return columnOf;
}

/** Calls of both sides by name. Names that are lists, objects or NaN are left as the greedy matching has them. */
function groups(truth: readonly OfficialCall[], calls: readonly OfficialCall[]): [OfficialCall[], OfficialCall[]][] {
  const byName = new Map<unknown, [OfficialCall[], OfficialCall[]]>();
  for (const [side, list] of [truth, calls].entries()) {
    for (const call of list) {
      const key = call.name === undefined ? undefined : hashable(call.name.value);
      if (key === undefined || Number.isNaN(key)) continue;
      const group = byName.get(key) ?? [[], []];
      byName.set(key, group);
      group[side === 0 ? 0 : 1].push(call);
    }
  }
  return [...byName.values()];
}
