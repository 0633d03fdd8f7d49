/**
 * `math.cos(x)`, rounded to the nearest double.
 *
 * JavaScript's own is sometimes off by one unit in the last place; the C library, which Python calls, is not. So this
 * calculates with two doubles per number (about 106 bits), for |x| up to 100,000.
 */
export function cosine(x: number): number {
  if (!Number.isFinite(x) || Math.abs(x) > 1e5) return Math.cos(x);
  // x = quarters · π/2 + rest, with |rest| ≤ π/4.
  const quarters = Math.round(x / halfPi[0]);
  let rest: Pair = add([x, 0], negative(product(quarters, halfPi[0])));
  rest = add(rest, negative(product(quarters, halfPi[1])));
  rest = add(rest, [-quarters * halfPi[2], 0]);
  switch (((quarters % 4) + 4) % 4) {
    case 0:
      return cosineOf(rest)[0];
    case 1:
      return -sineOf(rest)[0];
    case 2:
      return -cosineOf(rest)[0];
    default:
      return sineOf(rest)[0];
  }
}

/** A number as the sum of two doubles, the second less than half a unit of the first's last place. */
type Pair = readonly [number, number];

/** π/2 as the sum of three doubles. */
const halfPi = [1.5707963267948966, 6.123233995736766e-17, -1.4973849048591833e-33] as const;

const terms = 14;

function cosineOf(x: Pair): Pair {
  const square = negative(times(x, x));
  let sum: Pair = [1, 0];
  for (let n = terms; n >= 1; n--) sum = add([1, 0], over(times(square, sum), (2 * n - 1) * (2 * n)));
  return sum;
}

function sineOf(x: Pair): Pair {
  const square = negative(times(x, x));
  let sum: Pair = [1, 0];
  for (let n = terms; n >= 1; n--) sum = add([1, 0], over(times(square, sum), 2 * n * (2 * n + 1)));
  return times(x, sum);
}

function negative([a, b]: Pair): Pair {
  return [-a, -b];
}

function add([a, b]: Pair, [c, d]: Pair): Pair {
  const sum = a + c;
  const back = sum - a;
  const error = a - (sum - back) + (c - back);
  return settled(sum, error + b + d);
}

function times([a, b]: Pair, [c, d]: Pair): Pair {
  const [high, low] = product(a, c);
  return settled(high, low + a * d + b * c);
}

function over([a, b]: Pair, divisor: number): Pair {
  const first = a / divisor;
  const [high, low] = product(first, divisor);
  return settled(first, (a - high - low + b) / divisor);
}

/** The exact product of two doubles (Dekker). */
function product(a: number, b: number): Pair {
  const result = a * b;
  const [a1, a2] = halves(a);
  const [b1, b2] = halves(b);
  return [result, a2 * b2 - (result - a1 * b1 - a2 * b1 - a1 * b2)];
}

function halves(a: number): Pair {
  const wide = 134217729 * a;
  const high = wide - (wide - a);
  return [high, a - high];
}

function settled(high: number, low: number): Pair {
  const sum = high + low;
  return [sum, low - (sum - high)];
}
