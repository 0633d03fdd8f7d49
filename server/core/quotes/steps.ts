import { span, type Span } from "../text/span";
import { closestWords, densestRange, nearWindow, type NearWords } from "./nearest";
import { foldNotation, hasNotation } from "./notation";
import type { QuotableText, TextForm } from "./quotableText";
import type { QuotePlace } from "./quoteCheck";
import { listItems, normalisedQuote, sentences } from "./quoteFragments";
import { quoteLimits } from "./quoteLimits";
import type { WorkBudget } from "./workBudget";

// The steps of the ladder, one by one; quoteChecker.ts has their order.

/** The place, in the response that the quote does not name. */
export function elsewhere(place: QuotePlace): QuotePlace {
  return { ...place, response: "other" };
}

/** Character for character, or normalised. */
export function literal(
  quote: string,
  normalised: string,
  response: QuotableText,
  budget: WorkBudget,
): { readonly step: "exact" | "normalised"; readonly place: QuotePlace } | undefined {
  const exact = findWhole(quote.trim(), response.written, 0, budget);
  if (exact !== undefined) return { step: "exact", place: placeOf([exact], 1) };
  const folded = findWhole(normalised, response.normalised, 0, budget);
  return folded && { step: "normalised", place: placeOf([response.normalised.toOriginal(folded)], 1) };
}

/** The first place of the whole pattern from `from` on, in the form's own offsets. */
function findWhole(pattern: string, form: TextForm, from: number, budget: WorkBudget): Span | undefined {
  const at = form.index.find(pattern, from, budget);
  return at === undefined ? undefined : span(at, at + pattern.length);
}

/** If there are several parts, those shorter than this (in units) must be there literally. */
const shortestNearPart = 20;

/** The parts one after the other in a form of the response: literally, or (`nearly`) with small differences. */
export function findInOrder(
  parts: readonly string[],
  form: TextForm,
  budget: WorkBudget,
  nearly: boolean,
): QuotePlace | undefined {
  const found: NearWords[] = [];
  let from = 0;
  for (const part of parts) {
    const whole = findWhole(part, form, from, budget);
    const mayDiffer = nearly && (parts.length === 1 || part.length >= shortestNearPart);
    const words = whole ? { span: whole, similarity: 1 } : mayDiffer ? nearWindow(form.index, part, budget) : undefined;
    if (words === undefined || words.span.start < from) return undefined;
    found.push(words);
    from = words.span.end;
  }
  if (found.length === 0) return undefined;
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  const similarity = found.reduce((sum, words, i) => sum + words.similarity * (parts[i]?.length ?? 0), 0) / length;
  return placeOf(
    found.map((words) => form.toOriginal(words.span)),
    similarity,
  );
}

/** Longer quotes that differ in case in a few places are near anyway. */
const longestCaseless = 60;

/** A short quote that differs only in upper and lower case. */
export function findCaseless(normalised: string, form: TextForm, budget: WorkBudget): QuotePlace | undefined {
  const { text } = form.index;
  if (normalised.length > longestCaseless || !budget.spend(text.length >> 2)) return undefined;
  const lower = text.toLowerCase();
  const wanted = normalised.toLowerCase();
  // Some letters change their length with their case, which would shift offsets.
  if (lower.length !== text.length || wanted.length !== normalised.length) return undefined;
  const start = lower.indexOf(wanted);
  if (start < 0) return undefined;
  let equal = 0;
  for (let i = 0; i < normalised.length; i++) if (text[start + i] === normalised[i]) equal++;
  return placeOf([form.toOriginal(span(start, start + normalised.length))], equal / normalised.length);
}

/** Sentences, list items or long pieces in order; together they must be the larger part of the quote. */
export function findAbridged(
  quote: string,
  normalised: string,
  response: QuotableText,
  budget: WorkBudget,
): QuotePlace | undefined {
  for (const parts of [sentences(quote), listItems(quote)]) {
    if (!areMostOf(parts, normalised)) continue;
    const place = findInOrder(parts, response.normalised, budget, true);
    if (place !== undefined) return place;
  }
  return findPieces(normalised, response.normalised, budget);
}

function areMostOf(parts: readonly string[], normalised: string): boolean {
  const length = parts.reduce((sum, part) => sum + part.length, 0);
  return parts.length > 1 && length >= normalised.length * 0.6;
}

/** The shortest piece, in units, that counts as taken from the response rather than composed of its words. */
const shortestPiece = 20;

/** The whole quote as a chain of long literal pieces, in order: words were left out, none added. */
function findPieces(normalised: string, form: TextForm, budget: WorkBudget): QuotePlace | undefined {
  const spans: Span[] = [];
  let from = 0;
  for (let at = 0; at < normalised.length;) {
    const piece = longestPiece(normalised, at, form, from, budget);
    if (piece === undefined) return undefined;
    spans.push(form.toOriginal(piece));
    from = piece.end;
    at += piece.end - piece.start;
    while (normalised.charAt(at) === " ") at++;
  }
  return placeOf(spans, 1);
}

/** The longest beginning of the rest of the quote, up to a blank or its end, that the text contains from `from` on. */
function longestPiece(
  normalised: string,
  at: number,
  form: TextForm,
  from: number,
  budget: WorkBudget,
): Span | undefined {
  let known = 0;
  let best: Span | undefined;
  for (let low = shortestPiece, high = normalised.length - at; low <= high;) {
    const length = best === undefined ? low : (low + high + 1) >> 1;
    const found = findWhole(normalised.slice(at, at + length), form, from, budget);
    if (found === undefined) {
      if (best === undefined) return undefined;
      high = length - 1;
    } else {
      [best, known, low] = [found, length, length + 1];
    }
  }
  if (best === undefined || at + known === normalised.length) return best;
  const blank = normalised.lastIndexOf(" ", at + known);
  return blank - at >= shortestPiece ? span(best.start, best.start + blank - at) : undefined;
}

/** The quote in the response, both with their mathematics folded: as a whole or abridged. */
export function findRewritten(quote: string, response: QuotableText, budget: WorkBudget): QuotePlace | undefined {
  if (!hasNotation(quote) || response.text.length > quoteLimits.foldedResponse) return undefined;
  const folded = fold(normalisedQuote(quote));
  if (folded.length < 5) return undefined;
  const place = findInOrder([folded], response.folded, budget, true);
  if (place !== undefined) return place;
  const parts = sentences(quote).map(fold);
  return areMostOf(parts, folded) ? findInOrder(parts, response.folded, budget, true) : undefined;
}

function fold(text: string): string {
  return foldNotation(text).text;
}

/** The closest words of the named response, or of the other one if that shares clearly more with the quote. */
export function closest(
  normalised: string,
  named: QuotableText,
  other: QuotableText,
  budget: WorkBudget,
): QuotePlace | undefined {
  const here = densestRange(named.normalised.index, normalised, budget);
  const there = densestRange(other.normalised.index, normalised, budget);
  const isThere = (there?.shared ?? 0) > 2 * (here?.shared ?? 0);
  const [form, densest] = isThere ? [other.normalised, there] : [named.normalised, here];
  const words = densest && closestWords(form.index, normalised, densest.range, budget);
  if (words === undefined) return undefined;
  const place = placeOf([form.toOriginal(words.span)], words.similarity);
  return isThere ? elsewhere(place) : place;
}

function placeOf(spans: readonly Span[], similarity: number): QuotePlace {
  return { response: "named", spans, similarity };
}
