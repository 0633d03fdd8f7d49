import { sum } from "./numeric";
import { mean } from "./spread";
import { studentQuantile } from "./student";

export interface Trend {
  /** The change of y for an increase of x by 1, by least squares. */
  readonly slope: number;
  /** Its 95 % interval, by Student's t with n − 2 degrees of freedom; undefined for fewer than three points. */
  readonly interval: { readonly low: number; readonly high: number } | undefined;
}

/** @returns undefined if x does not vary */
export function trend(points: readonly (readonly [x: number, y: number])[]): Trend | undefined {
  const middleX = mean(points.map(([x]) => x));
  const middleY = mean(points.map(([, y]) => y));
  const squares = sum(points.map(([x]) => (x - middleX) ** 2));
  if (!(squares > 0)) return undefined;
  const slope = sum(points.map(([x, y]) => (x - middleX) * (y - middleY))) / squares;
  const free = points.length - 2;
  if (free < 1) return { slope, interval: undefined };
  const residuals = sum(points.map(([x, y]) => (y - middleY - slope * (x - middleX)) ** 2));
  const reach = studentQuantile(free) * Math.sqrt(residuals / free / squares);
  return { slope, interval: { low: slope - reach, high: slope + reach } };
}
