import { quantile } from "./quantiles";

/** A bar of a histogram: values from `from` up to but not including `to`; the last bar includes its `to`. */
export interface Bar {
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Up to this many distinct whole numbers get a bar each. */
const maxSingleBars = 30;
const [fewestBars, maxBars] = [10, 60];

/**
 * A histogram: whole numbers of at most 30 values get a bar each (`from` = `to`); other values get bars of Freedman and
 * Diaconis's width (1981: 2·IQR·N^(−1/3)), at least 10 and at most 60.
 *
 * @param values finite
 */
export function histogram(values: readonly number[]): Bar[] {
  const sorted = Float64Array.from(values).sort();
  const [low, high] = [sorted[0], sorted.at(-1)];
  if (low === undefined || high === undefined) return [];
  const singles = new Map<number, number>();
  for (const value of sorted) {
    if (!Number.isInteger(value) || singles.size > maxSingleBars) break;
    singles.set(value, (singles.get(value) ?? 0) + 1);
  }
  const isWhole = sorted.every((value) => Number.isInteger(value)) && singles.size <= maxSingleBars;
  if (isWhole || low === high) {
    return [...(isWhole ? singles : new Map([[low, sorted.length]]))].map(([value, count]) => ({
      from: value,
      to: value,
      count,
    }));
  }
  const iqr = (quantile(sorted, 0.75) ?? 0) - (quantile(sorted, 0.25) ?? 0);
  const wanted = Math.ceil((high - low) / ((2 * iqr) / Math.cbrt(sorted.length)));
  const bars = Math.max(fewestBars, Math.min(maxBars, Number.isFinite(wanted) ? wanted : fewestBars));
  const width = (high - low) / bars;
  const counts = new Array<number>(bars).fill(0);
  for (const value of sorted) {
    const bar = Math.min(bars - 1, Math.floor((value - low) / width));
    counts[bar] = (counts[bar] ?? 0) + 1;
  }
  return counts.map((count, i) => ({
    from: low + i * width,
    to: i === bars - 1 ? high : low + (i + 1) * width,
    count,
  }));
}
