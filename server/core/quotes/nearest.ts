import { span, type Span } from "../text/span";
import { ApproximatePattern } from "./approximateSearch";
import { gramLength, type GramIndex } from "./gramIndex";
import type { WorkBudget } from "./workBudget";

/** Words of a text that are similar to a quote. */
export interface NearWords {
  /** In the indexed text. */
  readonly span: Span;
  /** 1 − Levenshtein distance / length of the longer of the two: from 0 to 1, and 1 only for equal texts. */
  readonly similarity: number;
}

/** The smallest similarity at which words still count as the quote's words. */
export const nearSimilarity = 0.9;
/** Below this similarity, words are not worth showing as "the closest". */
const closestSimilarity = 0.4;

/**
 * The window of the indexed text that is most similar to `quote`, if that is `nearSimilarity` or more.
 *
 * Lossless: a window that similar shares enough grams with the quote to be among the candidates (pigeonhole), and
 * quotes too short for that are searched for in the whole text.
 */
export function nearWindow(index: GramIndex, quote: string, budget: WorkBudget): NearWords | undefined {
  // d ≤ (1 − 0.9) · max(quote, window), and the window has at most d units more than the quote.
  const errors = Math.floor((quote.length * (1 - nearSimilarity)) / nearSimilarity + 1e-9);
  if (errors === 0) return undefined;
  const pieces = Math.floor(quote.length / gramLength);
  const ranges =
    pieces > errors ? candidateRanges(index, quote, errors, pieces - errors, budget) : [span(0, index.text.length)];
  const pattern = new ApproximatePattern(quote);
  let best: NearWords | undefined;
  for (const range of ranges) {
    const window = pattern.nearestWindow(index.text, range, errors, budget);
    if (budget.isExhausted()) return undefined;
    if (window === undefined) continue;
    const similarity = similarityOf(quote, window);
    if (similarity < nearSimilarity || similarity <= (best?.similarity ?? 0)) continue;
    best = { span: wholeWords(index.text, window.span), similarity };
  }
  return best;
}

/** The stretch of text that shares the most of a quote's grams, and how many. */
export interface DensestRange {
  readonly range: Span;
  readonly shared: number;
}

/** Where the text shares the most with the quote, in the same order; undefined if it shares nothing. */
export function densestRange(index: GramIndex, quote: string, budget: WorkBudget): DensestRange | undefined {
  const errors = quote.length >> 2;
  const { counts, width } = countDiagonals(index, quote, errors, budget);
  let shared = 0;
  let densest = -1;
  for (let bucket = 0; bucket + 1 < counts.length; bucket++) {
    const count = (counts[bucket] ?? 0) + (counts[bucket + 1] ?? 0);
    if (count > shared) [shared, densest] = [count, bucket];
  }
  return densest < 0 ? undefined : { range: rangeOf(densest, width, index, quote, errors), shared };
}

/** The words in a range that are closest to the quote, however different they are; undefined if nothing comes close. */
export function closestWords(index: GramIndex, quote: string, range: Span, budget: WorkBudget): NearWords | undefined {
  const window = new ApproximatePattern(quote).nearestWindow(index.text, range, quote.length, budget);
  if (window === undefined) return undefined;
  const similarity = similarityOf(quote, window);
  return similarity >= closestSimilarity ? { span: wholeWords(index.text, window.span), similarity } : undefined;
}

function similarityOf(quote: string, window: { span: Span; distance: number }): number {
  return 1 - window.distance / Math.max(quote.length, window.span.end - window.span.start);
}

/**
 * Where a window within `errors` of the quote can lie: at least `needed` of the quote's grams are there, in the same
 * order.
 */
function candidateRanges(index: GramIndex, quote: string, errors: number, needed: number, budget: WorkBudget): Span[] {
  const { counts, width } = countDiagonals(index, quote, errors, budget);
  if (budget.isExhausted()) return [];
  const ranges: Span[] = [];
  for (let bucket = 0; bucket + 1 < counts.length; bucket++) {
    if ((counts[bucket] ?? 0) + (counts[bucket + 1] ?? 0) < needed) continue;
    const range = rangeOf(bucket, width, index, quote, errors);
    const last = ranges.at(-1);
    if (last !== undefined && range.start <= last.end) ranges[ranges.length - 1] = span(last.start, range.end);
    else ranges.push(range);
  }
  return ranges;
}

/**
 * Cuts the quote into grams and counts their places in the text, by diagonal (place in the text minus place in the
 * quote). Diagonals of grams of one occurrence differ by at most `errors`: they fall into two neighbouring buckets.
 */
function countDiagonals(
  index: GramIndex,
  quote: string,
  errors: number,
  budget: WorkBudget,
): { counts: Int32Array; width: number } {
  const width = errors + 1;
  const counts = new Int32Array(Math.ceil((index.text.length + quote.length) / width) + 2);
  budget.spend(counts.length >> 1);
  for (let at = 0; at + gramLength <= quote.length; at += gramLength) {
    const places = index.placesOf(quote, at);
    if (!budget.spend(places.length)) break;
    for (const place of places) {
      const bucket = Math.floor((place - at + quote.length) / width);
      counts[bucket] = (counts[bucket] ?? 0) + 1;
    }
  }
  return { counts, width };
}

/** The text that an occurrence with its diagonals in this bucket or the next can cover. */
function rangeOf(bucket: number, width: number, index: GramIndex, quote: string, errors: number): Span {
  const firstDiagonal = bucket * width - quote.length;
  const lastDiagonal = firstDiagonal + 2 * width;
  return span(
    Math.min(index.text.length, Math.max(0, firstDiagonal - errors)),
    Math.max(0, Math.min(index.text.length, lastDiagonal + quote.length + errors)),
  );
}

/** The span, extended by a few letters at most to whole words. */
function wholeWords(text: string, range: Span): Span {
  const isWord = (at: number): boolean => /[\p{L}\p{N}]/u.test(text.charAt(at));
  let { start, end } = range;
  for (let i = 0; i < 20 && start > 0 && isWord(start) && isWord(start - 1); i++) start--;
  for (let i = 0; i < 20 && end < text.length && isWord(end - 1) && isWord(end); i++) end++;
  return span(start, end);
}
