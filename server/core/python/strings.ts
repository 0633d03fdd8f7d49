import { isWhitespace, strip } from "./whitespace";

/** Python's `text.strip()`. */
export function stripped(text: string): string {
  const { start, end } = strip(text, { start: 0, end: text.length });
  return text.slice(start, end);
}

/** Python's `text.split()`: the words that white space separates. */
export function words(text: string): string[] {
  const found: string[] = [];
  let start = -1;
  for (let i = 0; i <= text.length; i++) {
    const space = i === text.length || isWhitespace(text.charCodeAt(i));
    if (!space && start < 0) start = i;
    if (space && start >= 0) {
      found.push(text.slice(start, i));
      start = -1;
    }
  }
  return found;
}

/** Python's `text.isdigit()`: decimal digits of any script, and digits such as ² and ①; not the empty text. */
export function isDigit(text: string): boolean {
  return allDigits.test(text);
}

/** Nd, and Unicode's Numeric_Type=Digit outside of it. */
const allDigits =
  /^[\p{Nd}\u00b2\u00b3\u00b9\u1369-\u1371\u19da\u2070\u2074-\u2079\u2080-\u2089\u2460-\u2468\u2474-\u247c\u2488-\u2490\u24ea\u24f5-\u24fd\u24ff\u2776-\u277e\u2780-\u2788\u278a-\u2792\u{10a40}-\u{10a43}\u{10e60}-\u{10e68}\u{11052}-\u{1105a}\u{1f100}-\u{1f10a}]+$/u;

/** Where the next code point begins: one unit further, or two after a surrogate pair. */
export function nextCodePoint(text: string, at: number): number {
  return at + ((text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1);
}

/** Where the code point before `at` begins. */
export function previousCodePoint(text: string, at: number): number {
  return insidePair(text, at - 1) ? at - 2 : at - 1;
}

/** Is the offset between the halves of a surrogate pair? */
export function insidePair(text: string, at: number): boolean {
  if (at <= 0 || at >= text.length) return false;
  const low = text.charCodeAt(at);
  const high = text.charCodeAt(at - 1);
  return low >= 0xdc00 && low <= 0xdfff && high >= 0xd800 && high <= 0xdbff;
}

/** How often `needle` occurs in `text` without overlap (`text.count(needle)`). */
export function countOf(text: string, needle: string): number {
  let count = 0;
  if (needle === "") {
    for (let at = 0; at < text.length; at = nextCodePoint(text, at)) count++;
    return count + 1;
  }
  for (let at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + needle.length)) count++;
  return count;
}
