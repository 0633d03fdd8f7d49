import { binomialAtHalf } from "../../statistics/exactTests";
import type { Change } from "../figures/comparison";
import type { Mean } from "../figures/figure";

/** Could a sign test of this many pairs tell a difference at all? From 6 on: all changed alike, p = 2/2⁶. */
export function couldTell(pairs: number): boolean {
  return binomialAtHalf(0, pairs) < 0.05;
}

/**
 * Did a mean of differences become better or worse? Only if its interval excludes 0, and if there are enough pairs for a
 * sign test to tell: of a few that changed alike, the interval is narrow by chance.
 *
 * @param isMoreBetter is a larger value better?
 */
export function changeOf({ value, interval, clusters }: Mean, isMoreBetter = true): Change {
  if (interval === undefined || (interval.low <= 0 && interval.high >= 0)) return "not clear";
  if (!couldTell(clusters)) return "not clear";
  return value > 0 === isMoreBetter ? "better" : "worse";
}
