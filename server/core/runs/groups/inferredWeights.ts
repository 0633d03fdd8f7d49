import { centred } from "../../statistics/estimators";
import { leastSquares } from "../../statistics/leastSquares";
import type { Scope } from "../scope";

export interface InferredWeights {
  /** Up to one factor: the largest is 1 or −1. */
  readonly weights: readonly { readonly name: string; readonly weight: number }[];
  /** Root mean square of the residuals, relative to that of the explained values: 0 if everything is explained. */
  readonly residual: number;
}

/** More components than this are data, not rewards. */
const maxComponents = 12;

/**
 * Weights of recorded reward columns if the file has advantages and no total (TRL with several reward functions). In a
 * group A·(s + ε) = Σ w·(r − m) with one s: so the advantages are, up to a factor for each group, a weighted sum of the
 * columns without their means. Scaling both sides to their own length makes the factor the same for every group; the
 * weights follow by least squares, refined until the factors are stable.
 *
 * Undefined without advantages, or if the columns cannot distinguish the weights.
 */
export function inferredWeights({ table }: Scope, groups: readonly (readonly number[])[]): InferredWeights | undefined {
  const names = table.components.names.slice(0, maxComponents);
  if (names.length === 0) return undefined;
  const usable = groups.filter(
    (rows) =>
      rows.length > 1 &&
      rows.every((row) => !Number.isNaN(table.advantage.get(row))) &&
      rows.every((row) => names.every((name) => !Number.isNaN(table.components.value(name, row)))) &&
      rows.some((row) => Math.abs(table.advantage.get(row)) > 1e-9),
  );
  if (usable.length === 0) return undefined;
  const sides = usable.map((rows) => {
    const columns = names.map((name) => centred(rows.map((row) => table.components.value(name, row))));
    return { advantages: rows.map((row) => table.advantage.get(row)), columns };
  });
  let weights: readonly number[] = names.map(() => 1);
  for (let turn = 0; turn < 30; turn++) {
    const x: number[][] = [];
    const y: number[] = [];
    for (const { advantages, columns } of sides) {
      // The group's scale for these weights: its s + ε.
      const sums = advantages.map((_, i) =>
        columns.reduce((sum, column, k) => sum + (weights[k] ?? 0) * (column[i] ?? 0), 0),
      );
      const scale = dot(sums, advantages) / dot(advantages, advantages);
      if (!Number.isFinite(scale)) continue;
      advantages.forEach((advantage, i) => {
        x.push(columns.map((column) => column[i] ?? 0));
        y.push(scale * advantage);
      });
    }
    const found = leastSquares(x, y);
    if (found === undefined) return undefined;
    const largest = Math.max(...found.map(Math.abs));
    if (!(largest > 0)) return undefined;
    const next = found.map((weight) => weight / largest);
    const moved = Math.max(...next.map((weight, k) => Math.abs(weight - (weights[k] ?? 0))));
    weights = next;
    if (moved < 1e-9) break;
  }
  return { weights: names.map((name, k) => ({ name, weight: weights[k] ?? 0 })), residual: residualOf(sides, weights) };
}

function residualOf(
  sides: readonly { readonly advantages: readonly number[]; readonly columns: readonly (readonly number[])[] }[],
  weights: readonly number[],
): number {
  let [left, all] = [0, 0];
  for (const { advantages, columns } of sides) {
    const sums = advantages.map((_, i) =>
      columns.reduce((sum, column, k) => sum + (weights[k] ?? 0) * (column[i] ?? 0), 0),
    );
    const scale = dot(sums, advantages) / dot(sums, sums);
    advantages.forEach((advantage, i) => {
      left += (advantage - (Number.isFinite(scale) ? scale : 0) * (sums[i] ?? 0)) ** 2;
      all += advantage ** 2;
    });
  }
  return Math.sqrt(left / all);
}

function dot(a: readonly number[], b: readonly number[]): number {
  return a.reduce((sum, value, i) => sum + value * (b[i] ?? 0), 0);
}
