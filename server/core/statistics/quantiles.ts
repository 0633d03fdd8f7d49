/**
 * The quantile of sorted values by linear interpolation, h = (N − 1)p: numpy's default (type 7 of Hyndman and Fan
 * 1996).
 *
 * @param share from 0 to 1
 * @returns undefined if there are no values
 */
export function quantile(sorted: ArrayLike<number>, share: number): number | undefined {
  const at = (sorted.length - 1) * share;
  const below = sorted[Math.floor(at)];
  const above = sorted[Math.ceil(at)];
  if (below === undefined || above === undefined) return undefined;
  return below + (above - below) * (at - Math.floor(at));
}

/** Quantiles that are drawn as bands. They show the spread of values, not the uncertainty of a mean. */
export interface Bands {
  readonly q10: number;
  readonly q25: number;
  readonly q50: number;
  readonly q75: number;
  readonly q90: number;
}

/** @returns undefined if there are no values */
export function bands(values: readonly number[]): Bands | undefined {
  if (values.length === 0) return undefined;
  const sorted = Float64Array.from(values).sort();
  const at = (share: number): number => quantile(sorted, share) ?? Number.NaN;
  return { q10: at(0.1), q25: at(0.25), q50: at(0.5), q75: at(0.75), q90: at(0.9) };
}
