import type { WorkBudget } from "./workBudget";
import { span, type Span } from "../text/span";

/** The place in a text that is most similar to a pattern. */
export interface NearestWindow {
  readonly span: Span;
  /** Levenshtein distance, in UTF-16 units, of the window to the pattern. */
  readonly distance: number;
}

/** A pattern prepared for many searches. */
export class ApproximatePattern {
  private readonly forwards: MatchMasks;
  private backwards: MatchMasks | undefined;
  /** The number of steps that the search takes per unit of text. */
  readonly blocks: number;

  constructor(readonly text: string) {
    this.blocks = Math.ceil(text.length / 32);
    this.forwards = matchMasks(text, this.blocks);
  }

  /**
   * The window of `text` within `range` with the least Levenshtein distance to the pattern, if that is at most
   * `maxDistance`.
   *
   * Bit-parallel dynamic programming after G. Myers (1999) in blocks after H. Hyyrö (2003): one step for each 32 units
   * of the pattern and each unit of text, and once more backwards. Also undefined if the budget is too small; it is
   * then exhausted.
   */
  nearestWindow(text: string, range: Span, maxDistance: number, budget: WorkBudget): NearestWindow | undefined {
    if (this.text.length === 0 || !budget.spend(this.blocks * (range.end - range.start))) return undefined;
    const forward = scan(text.slice(range.start, range.end), this.text.length, this.forwards, false);
    if (forward.distance > maxDistance) return undefined;
    const end = range.start + forward.length;

    // The window's start: the same search backwards, anchored at the end that was found.
    const reach = Math.min(forward.length, this.text.length + forward.distance);
    if (!budget.spend(this.blocks * reach)) return undefined;
    this.backwards ??= matchMasks(reversed(this.text), this.blocks);
    const backward = scan(reversed(text.slice(end - reach, end)), this.text.length, this.backwards, true);
    return { span: span(end - backward.length, end), distance: forward.distance };
  }
}

/** For each unit of a pattern, the bits of its places, 32 to a block. */
type MatchMasks = Map<number, Int32Array>;

/**
 * The prefix of `text` (`anchored`), or the end of any window of it, that is nearest to the pattern: its length, and the
 * distance. The first of the nearest; for a prefix the one whose length is nearest to the pattern's.
 */
function scan(
  text: string,
  patternLength: number,
  masks: MatchMasks,
  anchored: boolean,
): { length: number; distance: number } {
  const blocks = Math.ceil(patternLength / 32);
  const noMatch = new Int32Array(blocks);
  const positive = new Int32Array(blocks).fill(-1);
  const negative = new Int32Array(blocks);
  const lastBit = (patternLength - 1) % 32;
  let score = patternLength;
  let best = { length: 0, distance: score };
  for (let at = 0; at < text.length; at++) {
    const match = masks.get(text.charCodeAt(at)) ?? noMatch;
    let carry = anchored ? 1 : 0;
    for (let block = 0; block < blocks; block++) {
      const pv = positive[block] ?? 0;
      const mv = negative[block] ?? 0;
      const carriedDown = carry < 0 ? 1 : 0;
      const xv = (match[block] ?? 0) | mv;
      const eq = (match[block] ?? 0) | carriedDown;
      const xh = (((eq & pv) + pv) ^ pv) | eq;
      let ph = mv | ~(xh | pv);
      let mh = pv & xh;
      const top = block === blocks - 1 ? lastBit : 31;
      const carryOut = ((ph >>> top) & 1) - ((mh >>> top) & 1);
      ph = (ph << 1) | (carry > 0 ? 1 : 0);
      mh = (mh << 1) | carriedDown;
      positive[block] = mh | ~(xv | ph);
      negative[block] = ph & xv;
      carry = carryOut;
    }
    score += carry;
    const length = at + 1;
    const nearer =
      score < best.distance ||
      (anchored && score === best.distance && Math.abs(length - patternLength) < Math.abs(best.length - patternLength));
    if (nearer) best = { length, distance: score };
  }
  return best;
}

function matchMasks(pattern: string, blocks: number): MatchMasks {
  const masks: MatchMasks = new Map();
  for (let i = 0; i < pattern.length; i++) {
    const code = pattern.charCodeAt(i);
    let mask = masks.get(code);
    if (mask === undefined) masks.set(code, (mask = new Int32Array(blocks)));
    mask[i >> 5] = (mask[i >> 5] ?? 0) | (1 << (i & 31));
  }
  return masks;
}

function reversed(text: string): string {
  const units = new Uint16Array(text.length);
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(text.length - 1 - i);
  const pieces: string[] = [];
  for (let i = 0; i < units.length; i += 8192) pieces.push(String.fromCharCode(...units.subarray(i, i + 8192)));
  return pieces.join("");
}
