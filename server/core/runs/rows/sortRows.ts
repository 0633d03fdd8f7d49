/** Sorts rows by numbers, one for each row: stable, in linear time. */

/**
 * @param rows in their present order, which is kept if keys are equal
 * @param key of a row; NaN, if it has none, comes last in either direction
 */
export function sortRows(rows: Uint32Array, key: (row: number) => number, descending = false): Uint32Array {
  const keys = new Float64Array(rows.length);
  for (let i = 0; i < rows.length; i++) {
    // Adding 0 turns −0 into 0, so that both are equal.
    const value = key(rows[i] as number) + 0;
    keys[i] = descending ? 0 - value : value;
  }
  return radixSorted(rows, keys);
}

/** Numbers that sort names, or texts, in the order of their code units. */
export function ranksOf(names: readonly string[]): Float64Array {
  const order = [...names.entries()].sort(([, a], [, b]) => (a < b ? -1 : a > b ? 1 : 0));
  const ranks = new Float64Array(names.length);
  order.forEach(([name], rank) => (ranks[name] = rank));
  return ranks;
}

const digitBits = 16;
const digits = 1 << digitBits;

/** Takes 16 bits per pass, from the lowest to the highest; a pass in which all digits are the same is skipped. */
function radixSorted(rows: Uint32Array, keys: Float64Array): Uint32Array {
  const n = rows.length;
  const words = orderedBits(keys);
  let order = Uint32Array.from({ length: n }, (_, i) => i);
  let next = new Uint32Array(n);
  for (let turn = 0; turn < 4; turn++) {
    const shift = turn % 2 === 0 ? 0 : digitBits;
    const digitOf = (i: number): number => ((words[2 * i + (turn >> 1)] as number) >>> shift) & (digits - 1);
    const starts = startsOf(n, digitOf);
    if (starts === undefined) continue;
    for (let i = 0; i < n; i++) {
      const at = order[i] as number;
      const digit = digitOf(at);
      const place = starts[digit] as number;
      next[place] = at;
      starts[digit] = place + 1;
    }
    [order, next] = [next, order];
  }
  for (let i = 0; i < n; i++) next[i] = rows[order[i] as number] as number;
  return next;
}

/** The start of each digit's rows; undefined if all have the same digit. */
function startsOf(n: number, digitOf: (i: number) => number): Uint32Array | undefined {
  const starts = new Uint32Array(digits + 1);
  for (let i = 0; i < n; i++) {
    const after = digitOf(i) + 1;
    starts[after] = (starts[after] as number) + 1;
  }
  if (starts.includes(n)) return undefined;
  for (let digit = 0; digit < digits; digit++) {
    starts[digit + 1] = (starts[digit + 1] as number) + (starts[digit] as number);
  }
  return starts;
}

/** Which of a number's two words is the high one on this machine: the second, on nearly all machines. */
const highWord = new Uint32Array(new Float64Array([-1]).buffer)[0] === 0 ? 1 : 0;

/**
 * Each number as two words of 32 bits, the low one first, whose order as unsigned integers is that of the numbers; NaN
 * last.
 */
function orderedBits(keys: Float64Array): Uint32Array {
  const bits = new Uint32Array(keys.buffer, keys.byteOffset, 2 * keys.length);
  const words = new Uint32Array(2 * keys.length);
  for (let i = 0; i < keys.length; i++) {
    const key = keys[i] as number;
    const high = bits[2 * i + highWord] as number;
    const low = bits[2 * i + 1 - highWord] as number;
    const isNegative = high >>> 31 === 1;
    words[2 * i] = Number.isNaN(key) ? 0xffffffff : isNegative ? ~low : low;
    words[2 * i + 1] = Number.isNaN(key) ? 0xffffffff : isNegative ? ~high : high | 0x80000000;
  }
  return words;
}
