/** The probability functions that the figures need. JavaScript's libraries compute them with too few digits. */

/** The standard normal's 97.5 % point: a 95 % interval extends this many standard errors to each side. */
export const z95 = 1.959963984540054;

/** Sums without losing the small terms among large ones (Neumaier's variant of Kahan's sum). */
export function sum(values: Iterable<number>): number {
  let total = 0;
  let lost = 0;
  for (const value of values) {
    const next = total + value;
    lost += Math.abs(total) >= Math.abs(value) ? total - next + value : value - next + total;
    total = next;
  }
  return total + lost;
}

/** ln Γ(x) for x > 0, by Stirling's series (Abramowitz and Stegun 6.1.40) above 15 and by Γ(x) = Γ(x + 1)/x below. */
export function lnGamma(x: number): number {
  let shift = 0;
  let at = x;
  for (; at < 15; at++) shift += Math.log(at);
  const inverse = 1 / at;
  const square = inverse * inverse;
  const series = inverse * (1 / 12 - square * (1 / 360 - square * (1 / 1260 - square * (1 / 1680 - square / 1188))));
  return (at - 0.5) * Math.log(at) - at + 0.5 * Math.log(2 * Math.PI) + series - shift;
}

/** ln C(n, k). */
export function lnChoose(n: number, k: number): number {
  return lnGamma(n + 1) - lnGamma(k + 1) - lnGamma(n - k + 1);
}

/** ln B(a, b). */
export function lnBeta(a: number, b: number): number {
  return lnGamma(a) + lnGamma(b) - lnGamma(a + b);
}
