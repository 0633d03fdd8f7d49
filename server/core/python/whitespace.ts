import type { Span } from "../text/span";

/**
 * Is the character white space for Python's `str.strip`, `str.split` and `str.isspace`?
 *
 * Not JavaScript's class: U+001C … U+001F and U+0085 are in, the byte order mark U+FEFF is not.
 */
export function isWhitespace(code: number): boolean {
  if (code <= 0x20) return code >= 0x1c || (code >= 0x09 && code <= 0x0d);
  if (code < 0x1680) return code === 0x85 || code === 0xa0;
  if (code >= 0x2000 && code <= 0x200a) return true;
  return code === 0x1680 || code === 0x2028 || code === 0x2029 || code === 0x202f || code === 0x205f || code === 0x3000;
}

/** The span that `text[range].strip()` leaves; an empty span at the range's start if nothing is left. */
export function strip(text: string, range: Span): Span {
  let { start, end } = range;
  while (end > start && isWhitespace(text.charCodeAt(end - 1))) end--;
  if (end === start) return { start, end };
  while (isWhitespace(text.charCodeAt(start))) start++;
  return { start, end };
}

/** `len(text[range].split())`: how many words white space separates. */
export function countWords(text: string, range: Span): number {
  let words = 0;
  let inWord = false;
  for (let i = range.start; i < range.end; i++) {
    const space = isWhitespace(text.charCodeAt(i));
    if (!space && !inWord) words++;
    inWord = !space;
  }
  return words;
}
