import { sum } from "./numeric";
import { mean } from "./spread";

/** Pearson's r; undefined if one of the two does not vary, or if their lengths differ. */
export function pearson(xs: readonly number[], ys: readonly number[]): number | undefined {
  if (xs.length !== ys.length || xs.length < 2) return undefined;
  const [middleX, middleY] = [mean(xs), mean(ys)];
  const product = sum(xs.map((x, i) => (x - middleX) * ((ys[i] ?? Number.NaN) - middleY)));
  const squares = sum(xs.map((x) => (x - middleX) ** 2)) * sum(ys.map((y) => (y - middleY) ** 2));
  return squares > 0 ? Math.max(-1, Math.min(1, product / Math.sqrt(squares))) : undefined;
}

/** Spearman's ρ: Pearson's r of the ranks, equal values share the mean of their ranks. */
export function spearman(xs: readonly number[], ys: readonly number[]): number | undefined {
  return pearson(ranks(xs), ranks(ys));
}

/** From 1; equal values share the mean of their ranks. */
export function ranks(values: readonly number[]): number[] {
  const order = [...values.keys()].sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0));
  const found = new Array<number>(values.length);
  for (let start = 0; start < order.length;) {
    let end = start + 1;
    while (end < order.length && values[order[end] ?? 0] === values[order[start] ?? 0]) end++;
    for (let i = start; i < end; i++) found[order[i] ?? 0] = (start + 1 + end) / 2;
    start = end;
  }
  return found;
}
