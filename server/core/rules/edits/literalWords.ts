import { span, textOf, type Span } from "../../text/span";

/**
 * The words of a response that a quote stands for, with an ellipsis for each omission. Undefined if they lack the
 * quote's first or last word, so that something quoted would be lost.
 *
 * @param places where the quote was found in the response, in order
 */
export function literalWords(quote: string, places: readonly Span[], response: string): string | undefined {
  const whole = joined(places, response).map((place) => withItsSigns(place, quote, response));
  const words = whole.map((place) => textOf(response, place)).join(" … ");
  return losesAnEnd(quote, words) ? undefined : words;
}

/** Merges places that have only signs and white space between them. */
function joined(places: readonly Span[], text: string): Span[] {
  const found: Span[] = [];
  for (const place of places) {
    const last = found.at(-1);
    const goesOn = last !== undefined && !/[\p{L}\p{N}]/u.test(text.slice(last.end, place.start));
    if (goesOn) found[found.length - 1] = span(last.start, place.end);
    else found.push(place);
  }
  return found;
}

/**
 * Extends a place to the ends of its first and last word, to the closers of the brackets that it opens, and to the full
 * stop.
 */
function withItsSigns({ start, end }: Span, quote: string, text: string): Span {
  let [from, to] = [start, end];
  while (from > 0 && isLetter(text, from - 1) && isLetter(text, from)) from--;
  while (to < text.length && isLetter(text, to - 1) && isLetter(text, to)) to++;
  for (const [opener, closer] of brackets) {
    let open = count(text.slice(from, to), opener) - count(text.slice(from, to), closer);
    for (let next = closerAt(text, to, closer); open > 0 && next >= 0; next = closerAt(text, to, closer)) {
      to = next + closer.length;
      open--;
    }
  }
  for (const mark of ["**", "$"]) {
    if (count(text.slice(from, to), mark) % 2 === 0) continue;
    if (text.startsWith(mark, to)) to += mark.length;
    else if (text.slice(0, from).endsWith(mark)) from -= mark.length;
  }
  const stop = quote.trimEnd().at(-1) ?? "";
  if (/[.!?,;:]/.test(stop) && text[to] === stop && text[to - 1] !== stop) to++;
  return span(from, to);
}

const brackets = [
  ["{", "}"],
  ["(", ")"],
  ["\\[", "\\]"],
  ["\\(", "\\)"],
] as const;

/** The place of a closer here, after optional white space and full stops; -1 if there is none. */
function closerAt(text: string, at: number, closer: string): number {
  const space = /^[\s.]{0,20}/.exec(text.slice(at, at + 20))?.[0].length ?? 0;
  return text.startsWith(closer, at) ? at : text.startsWith(closer, at + space) ? at + space : -1;
}

function count(text: string, part: string): number {
  return text.split(part).length - 1;
}

function isLetter(text: string, at: number): boolean {
  return /[\p{L}\p{N}]/u.test(text.charAt(at));
}

/** Is the first or the last word of the quote missing, rather than replaced by another word? */
function losesAnEnd(quote: string, words: string): boolean {
  const [quoted, written] = [plainWords(quote), plainWords(words)];
  if (written.length === 0) return true;
  if (written.length >= quoted.length - 1) return false;
  const has = (word: string | undefined): boolean => word === undefined || written.includes(word);
  return !has(quoted[0]) || !has(quoted.at(-1));
}

function plainWords(text: string): string[] {
  return text.toLowerCase().match(/[a-z]+|[0-9]+|[^\p{P}\p{S}\s\p{N}a-z]+/gu) ?? [];
}
