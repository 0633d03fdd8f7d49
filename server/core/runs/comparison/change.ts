import { binomialAtHalf } from "../../statistics/exactTests";
import type { Change } from "../figures/comparison";
import type { Mean } from "../figures/figure";

/**
 * Did a mean of differences become better or worse? Only if its interval excludes 0. Where all differences are the
 * same, the interval has no width, however few they are: then the sign test decides.
 *
 * @param isMoreBetter is a larger value better?
 */
export function changeOf({ value, interval, clusters }: Mean, isMoreBetter = true): Change {
  if (interval === undefined || (interval.low <= 0 && interval.high >= 0)) return "not clear";
  if (interval.high - interval.low < 1e-9 && binomialAtHalf(0, clusters) >= 0.05) return "not clear";
  return value > 0 === isMoreBetter ? "better" : "worse";
}
