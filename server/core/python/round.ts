/**
 * Python's `round(x, 2)`: the nearest hundredth to the exact binary value, the even one if two are equally near.
 *
 * `toFixed` is exact too, but takes the larger of two. Only odd multiples of 1/8 lie midway between two hundredths,
 * since a double's fraction is a sum of powers of two.
 */
export function roundToHundredths(x: number): number {
  const eighths = x * 8;
  if (Number.isInteger(eighths) && eighths % 2 !== 0) {
    const below = Math.floor(x * 100);
    return (below % 2 === 0 ? below : below + 1) / 100;
  }
  return Number(x.toFixed(2));
}
