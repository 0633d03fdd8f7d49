import { lnChoose, sum } from "./numeric";

/** Above this n, the terms of a binomial tail are too small for plain numbers and are added as logarithms. */
const plainUpTo = 1000;

/**
 * The two-sided exact binomial test at ½: how likely it is that b and c are this far apart by chance. p = min(1, 2 Σ_{i
 * ≤ min(b,c)} C(b+c, i)/2^(b+c)). McNemar's test (1947): b = only judge 1 right, c = only judge 2 right.
 */
export function binomialAtHalf(b: number, c: number): number {
  const n = b + c;
  const tail = n <= plainUpTo ? plainTail(Math.min(b, c), n) : logTail(Math.min(b, c), n);
  return Math.min(1, 2 * tail);
}

function plainTail(upTo: number, n: number): number {
  let term = 2 ** -n;
  let total = term;
  for (let i = 1; i <= upTo; i++) total += term *= (n - i + 1) / i;
  return total;
}

function logTail(upTo: number, n: number): number {
  // The terms grow towards the middle: they are added from the largest down, until one is too small to matter.
  const largest = lnChoose(n, upTo) - n * Math.LN2;
  let ratio = 1;
  let total = 0;
  for (let i = upTo; i >= 0 && ratio > 1e-20; i--) {
    total += ratio;
    ratio *= i / (n - i + 1);
  }
  return Math.exp(largest) * total;
}

/** A table of two rows and two columns: `[[a, b], [c, d]]`. */
export type FourFold = readonly [readonly [number, number], readonly [number, number]];

/**
 * Fisher's exact test, two-sided: the sum of the probabilities of all tables with these margins that are at most as
 * likely as this one. For a judge asked in one order only: right and wrong by the slot of the gold response.
 */
export function fisherExact([[a, b], [c, d]]: FourFold): number {
  const [row, column, n] = [a + b, a + c, a + b + c + d];
  const lnOf = (x: number): number => lnChoose(row, x) + lnChoose(n - row, column - x) - lnChoose(n, column);
  const observed = lnOf(a);
  const probabilities: number[] = [];
  for (let x = Math.max(0, row + column - n); x <= Math.min(row, column); x++) {
    const ln = lnOf(x);
    // The logarithms of equally likely tables can differ in their last digits.
    if (ln <= observed + 1e-7) probabilities.push(Math.exp(ln));
  }
  return Math.min(1, sum(probabilities));
}
