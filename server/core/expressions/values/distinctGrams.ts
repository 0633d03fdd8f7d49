/**
 * How many different n-grams a list has. Their places are sorted unit by unit, from the last to the first, so that equal
 * ones stand side by side: work in proportion to the list, whatever is in it.
 */
export function distinctGrams(units: readonly (string | number)[], size: number): number {
  const grams = units.length - size + 1;
  if (grams <= 0) return 0;
  const { numbers, distinct } = numbered(units);
  let places = new Int32Array(grams);
  for (let i = 0; i < grams; i++) places[i] = i;
  for (let unit = size - 1; unit >= 0; unit--) places = sorted(places, numbers.subarray(unit), distinct);
  let found = 1;
  for (let i = 1; i < grams; i++) {
    const [one, other] = [places[i - 1] ?? 0, places[i] ?? 0];
    for (let unit = 0; unit < size; unit++) {
      if (numbers[one + unit] === numbers[other + unit]) continue;
      found++;
      break;
    }
  }
  return found;
}

/** Equal units get equal numbers, from 0. */
function numbered(units: readonly (string | number)[]): { readonly numbers: Int32Array; readonly distinct: number } {
  const known = new Map<string | number, number>();
  const numbers = new Int32Array(units.length);
  units.forEach((unit, i) => {
    let number = known.get(unit);
    if (number === undefined) known.set(unit, (number = known.size));
    numbers[i] = number;
  });
  return { numbers, distinct: known.size };
}

/** Places sorted by what stands there, a number below `limit`; equal ones keep their order. */
function sorted(places: Int32Array, numbers: Int32Array, limit: number): Int32Array<ArrayBuffer> {
  // First how many there are of each number, then where the first of them goes.
  const next = new Int32Array(limit);
  for (let i = 0; i < places.length; i++) {
    const number = numbers[places[i] ?? 0] ?? 0;
    next[number] = (next[number] ?? 0) + 1;
  }
  let before = 0;
  for (let number = 0; number < limit; number++) {
    const count = next[number] ?? 0;
    next[number] = before;
    before += count;
  }
  const order = new Int32Array(places.length);
  for (let i = 0; i < places.length; i++) {
    const place = places[i] ?? 0;
    const number = numbers[place] ?? 0;
    const to = next[number] ?? 0;
    order[to] = place;
    next[number] = to + 1;
  }
  return order;
}
