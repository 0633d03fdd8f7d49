import { lnBeta, z95 } from "./numeric";

/** Above so many degrees of freedom the first terms of the series below are exact to nine digits. */
const manyFree = 200;

/** Points that were computed: figures of many steps and groups need the same few again and again. */
const known = new Map<number, number>();

/**
 * The 97.5 % point of Student's t: an interval of a mean of a few observations extends this many standard errors to
 * each side, and the tails beyond ±t hold 5 %.
 *
 * @param free degrees of freedom, at least 1
 */
export function studentQuantile(free: number): number {
  if (free > manyFree) return expansion(free);
  let found = known.get(free);
  if (found === undefined) known.set(free, (found = byBisection(free)));
  return found;
}

/** By powers of 1/f (Abramowitz and Stegun 26.7.5). */
function expansion(free: number): number {
  const z = z95;
  const terms = [
    (z ** 3 + z) / 4,
    (5 * z ** 5 + 16 * z ** 3 + 3 * z) / 96,
    (3 * z ** 7 + 19 * z ** 5 + 17 * z ** 3 - 15 * z) / 384,
    (79 * z ** 9 + 776 * z ** 7 + 1482 * z ** 5 - 1920 * z ** 3 - 945 * z) / 92160,
  ];
  return terms.reduce((value, term, i) => value + term / free ** (i + 1), z);
}

/** The tail is I_{f/(f+t²)}(f/2, 1/2). */
function byBisection(free: number): number {
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
