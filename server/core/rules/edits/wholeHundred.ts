/**
 * Weights in the proportion of `values` that add up to exactly 100 %, by the largest remainder method: each is rounded
 * down, and the rest is given out, one unit each, to those that lost most. Undefined if a weight would become 0.
 *
 * @param values the current weights in any unit; none negative
 * @param decimals how many decimals of a percent are written
 */
export function wholeHundred(values: readonly number[], decimals: number): number[] | undefined {
  const sum = values.reduce((total, value) => total + value, 0);
  const units = 100 * 10 ** decimals;
  if (!(sum > 0)) return undefined;
  // Rounds off noise beyond the ninth decimal, so that equal remainders are equal.
  const exact = values.map((value) => Math.round(((value * units) / sum) * 1e9) / 1e9);
  const shares = exact.map(Math.floor);
  const left = units - shares.reduce((total, share) => total + share, 0);
  const byRemainder = [...exact.keys()].sort((a, b) => ((exact[b] ?? 0) % 1) - ((exact[a] ?? 0) % 1) || a - b);
  for (const i of byRemainder.slice(0, left)) shares[i] = (shares[i] ?? 0) + 1;
  return shares.some((share, i) => share === 0 && (values[i] ?? 0) > 0)
    ? undefined
    : shares.map((share) => share / 10 ** decimals);
}
