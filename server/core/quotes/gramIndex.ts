import type { WorkBudget } from "./workBudget";

/**
 * The length of a gram, in units. At six, a quote of twelve units or more with one error in nine keeps at least one
 * gram whole.
 */
export const gramLength = 6;

/** Finds where a text contains another one, after one pass over the text; for many look-ups in the same text. */
export class GramIndex {
  private readonly mask: number;
  /** `positions[firsts[h]] … positions[firsts[h + 1] - 1]` are the places, ascending, of the grams with hash h. */
  private readonly firsts: Int32Array;
  private readonly positions: Int32Array;

  constructor(readonly text: string) {
    const count = Math.max(0, text.length - gramLength + 1);
    const bits = Math.max(8, Math.min(20, 32 - Math.clz32(count)));
    this.mask = (1 << bits) - 1;
    const hashes = new Int32Array(count);
    this.firsts = new Int32Array(this.mask + 2);
    for (let at = 0; at < count; at++) {
      const hash = this.hash(text, at);
      hashes[at] = hash;
      this.firsts[hash + 1] = (this.firsts[hash + 1] ?? 0) + 1;
    }
    for (let h = 0; h <= this.mask; h++) this.firsts[h + 1] = (this.firsts[h + 1] ?? 0) + (this.firsts[h] ?? 0);
    const next = this.firsts.slice();
    this.positions = new Int32Array(count);
    for (let at = 0; at < count; at++) {
      const hash = hashes[at] ?? 0;
      const slot = next[hash] ?? 0;
      this.positions[slot] = at;
      next[hash] = slot + 1;
    }
  }

  /**
   * The first place from `from` on where the text contains `pattern`; undefined if there is none or the budget ran out.
   */
  find(pattern: string, from: number, budget: WorkBudget): number | undefined {
    if (pattern.length < gramLength) {
      budget.spend(this.text.length >> 4);
      const at = this.text.indexOf(pattern, from);
      return at < 0 ? undefined : at;
    }
    const { offset, places } = this.rarestGram(pattern);
    for (let i = firstAtLeast(places, from + offset); i < places.length; i++) {
      const at = (places[i] ?? 0) - offset;
      if (!budget.spend(1 + (pattern.length >> 2))) return undefined;
      if (this.text.startsWith(pattern, at)) return at;
    }
    return undefined;
  }

  /** The places, ascending, that may hold the gram at `at` of another text: all that do, and possibly others. */
  placesOf(other: string, at: number): Int32Array {
    const hash = this.hash(other, at);
    return this.positions.subarray(this.firsts[hash], this.firsts[hash + 1]);
  }

  private rarestGram(pattern: string): { offset: number; places: Int32Array } {
    let best = { offset: 0, places: this.placesOf(pattern, 0) };
    const step = Math.max(1, Math.floor((pattern.length - gramLength) / 32));
    for (let offset = step; offset + gramLength <= pattern.length && best.places.length > 1; offset += step) {
      const places = this.placesOf(pattern, offset);
      if (places.length < best.places.length) best = { offset, places };
    }
    return best;
  }

  private hash(text: string, at: number): number {
    let hash = 0;
    for (let i = 0; i < gramLength; i++) hash = Math.imul(hash ^ text.charCodeAt(at + i), 0x9e3779b1);
    return (hash ^ (hash >>> 15)) & this.mask;
  }
}

/** The index of the first entry of an ascending array that is not less than `value`. */
function firstAtLeast(ascending: Int32Array, value: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((ascending[middle] ?? 0) < value) low = middle + 1;
    else high = middle;
  }
  return low;
}
