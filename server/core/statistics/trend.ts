import { lnBeta, sum } from "./numeric";
import { mean } from "./spread";

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

/** The 97.5 % point of Student's t: the tails beyond ±t hold 5 %. The tail is I_{f/(f+t²)}(f/2, 1/2). */
export function studentQuantile(free: number): number {
  let [low, high] = [0, 1e3];
  for (let middle = (low + high) / 2; middle !== low && middle !== high; middle = (low + high) / 2) {
    if (incompleteBeta(free / (free + middle * middle), free / 2, 0.5) > 0.05) low = middle;
    else high = middle;
  }
  return low;
}

/** The regularised incomplete beta function, by Lentz's continued fraction (DLMF 8.17.22). */
function incompleteBeta(x: number, a: number, b: number): number {
  if (x > (a + 1) / (a + b + 2)) return 1 - incompleteBeta(1 - x, b, a);
  const front = Math.exp(a * Math.log(x) + b * Math.log1p(-x) - lnBeta(a, b)) / a;
  let c = 1;
  let d = 1 / (1 - ((a + b) * x) / (a + 1));
  let value = d;
  for (let m = 1; m <= 200; m++) {
    const even = (m * (b - m) * x) / ((a + 2 * m - 1) * (a + 2 * m));
    const odd = (-(a + m) * (a + b + m) * x) / ((a + 2 * m) * (a + 2 * m + 1));
    for (const term of [even, odd]) {
      d = 1 / (1 + term * d);
      c = 1 + term / c;
      value *= c * d;
    }
    if (Math.abs(c * d - 1) < 1e-15) break;
  }
  return front * value;
}
