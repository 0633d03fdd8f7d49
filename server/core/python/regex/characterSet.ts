import { isWhitespace } from "../whitespace";

/** `\d`, `\s`, `\w` and their opposites. */
export type CharacterClass = "d" | "D" | "s" | "S" | "w" | "W";

/** First and last code point. */
export type CodeRange = readonly [number, number];

/** The set of code points that match at one place of a pattern. */
export interface CharacterSet {
  readonly ranges: readonly CodeRange[];
  readonly classes: readonly CharacterClass[];
  readonly negated: boolean;
  /** For each ASCII character: 1 if it is in the set. */
  readonly ascii: Uint8Array;
}

export function characterSet(
  ranges: readonly CodeRange[],
  classes: readonly CharacterClass[] = [],
  negated = false,
): CharacterSet {
  const ascii = new Uint8Array(128);
  const set = { ranges: merged(ranges), classes, negated, ascii };
  for (let code = 0; code < 128; code++) ascii[code] = isMember(set, code) ? 1 : 0;
  return set;
}

export const anyCharacter = characterSet([[0, 0x10ffff]]);
export const noLineFeed = characterSet([[0x0a, 0x0a]], [], true);

export function contains(set: CharacterSet, code: number): boolean {
  return code < 128 ? set.ascii[code] === 1 : isMember(set, code);
}

/** Is it `\w`: a letter or a number of any script, or `_`? */
export function isWord(code: number): boolean {
  if (code < 128) return asciiWord[code] === 1;
  return wordCharacter.test(String.fromCodePoint(code));
}

function isMember({ ranges, classes, negated }: CharacterSet, code: number): boolean {
  return (inRanges(ranges, code) || classes.some((each) => inClass(each, code))) !== negated;
}

function inRanges(ranges: readonly CodeRange[], code: number): boolean {
  let low = 0;
  let high = ranges.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    const range = ranges[middle];
    if (range === undefined || code < range[0]) high = middle - 1;
    else if (code > range[1]) low = middle + 1;
    else return true;
  }
  return false;
}

function inClass(name: CharacterClass, code: number): boolean {
  switch (name) {
    case "d":
      return isDecimal(code);
    case "D":
      return !isDecimal(code);
    case "s":
      return isWhitespace(code);
    case "S":
      return !isWhitespace(code);
    case "w":
      return isWord(code);
    case "W":
      return !isWord(code);
  }
}

function isDecimal(code: number): boolean {
  return code < 128 ? code >= 0x30 && code <= 0x39 : decimal.test(String.fromCodePoint(code));
}

const decimal = /^\p{Nd}$/u;
const wordCharacter = /^[\p{L}\p{N}_]$/u;
const asciiWord = Uint8Array.from({ length: 128 }, (_, code) =>
  wordCharacter.test(String.fromCharCode(code)) ? 1 : 0,
);

/** Sorted, with adjacent ranges joined. */
function merged(ranges: readonly CodeRange[]): readonly CodeRange[] {
  const joined: [number, number][] = [];
  for (const [first, last] of ranges.toSorted((a, b) => a[0] - b[0])) {
    const before = joined.at(-1);
    if (before !== undefined && first <= before[1] + 1) before[1] = Math.max(before[1], last);
    else joined.push([first, last]);
  }
  return joined;
}
