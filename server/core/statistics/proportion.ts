import { lnBeta, z95 } from "./numeric";

export interface Interval {
  readonly low: number;
  readonly high: number;
}

/** A share, with its counts and its interval. */
export interface Proportion {
  /** The count out of `n`. */
  readonly k: number;
  readonly n: number;
  /** k/n, from 0 to 1; undefined if n is 0. */
  readonly value: number | undefined;
  /** 95 %, Wilson; undefined if n is 0. */
  readonly interval: Interval | undefined;
}

export function proportion(k: number, n: number): Proportion {
  return { k, n, value: n === 0 ? undefined : k / n, interval: wilson(k, n) };
}

/**
 * The 95 % interval of a share (Wilson 1927). Valid for independent observations: several of one prompt are a cluster.
 *
 * @returns undefined if n is 0
 */
export function wilson(k: number, n: number, z = z95): Interval | undefined {
  if (n === 0) return undefined;
  const p = k / n;
  const square = (z * z) / n;
  const middle = p + square / 2;
  const reach = z * Math.sqrt((p * (1 - p)) / n + square / (4 * n));
  return {
    low: k === 0 ? 0 : (middle - reach) / (1 + square),
    high: k === n ? 1 : (middle + reach) / (1 + square),
  };
}

/**
 * An interval of a share that is valid at every n at once, for a rate that is watched while it grows: Robbins' beta
 * mixture, { p : B(k+1, n−k+1) / (p^k (1−p)^(n−k)) < 1/α }. Wilson's interval, if watched, is wrong more often than it
 * claims.
 *
 * @returns undefined if n is 0
 */
export function watched(k: number, n: number, alpha = 0.05): Interval | undefined {
  if (n === 0) return undefined;
  const beta = lnBeta(k + 1, n - k + 1);
  const times = (count: number, p: number): number => (count === 0 ? 0 : count * Math.log(p));
  const isInside = (p: number): boolean => beta - times(k, p) - times(n - k, 1 - p) < -Math.log(alpha);
  return {
    low: k === 0 ? 0 : border(isInside, k / n, 0),
    high: k === n ? 1 : border(isInside, k / n, 1),
  };
}

/** The place between a value inside and one outside where that changes, to the last bit. */
function border(isInside: (p: number) => boolean, inside: number, outside: number): number {
  let [near, far] = [inside, outside];
  for (let middle = (near + far) / 2; middle !== near && middle !== far; middle = (near + far) / 2) {
    if (isInside(middle)) near = middle;
    else far = middle;
  }
  return near;
}
