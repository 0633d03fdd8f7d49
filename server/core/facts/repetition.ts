import type { Span } from "../text/span";

/** A stretch of text that repeats what stands right before it, again and again. */
export interface Repetition {
  /** All of it, from the first time on. */
  readonly span: Span;
  /** What is repeated, as it stands there first. */
  readonly unit: Span;
  /** How often it stands there, the first time included. */
  readonly times: number;
}

/** So many words of a text are looked at; a run of letters without spaces (Chinese, Thai) counts letter by letter. */
const mostWords = 200_000;

/** What a character is to a text's words. */
const [unknown, space, word, ofWord] = [0, 1, 2, 3];
/** By UTF-16 unit; looked up on first use. */
const kinds = new Uint8Array(0x10000);
/** Letters of scripts that do not put spaces between words. */
const wholeWord = /^[\p{Lo}\p{Lm}]$/u;

/** The kind of the character at an offset; all units of a word's characters are `ofWord`. */
function kindAt(text: string, at: number): number {
  const code = text.charCodeAt(at);
  const known = kinds[code] ?? unknown;
  if (known !== unknown) return known;
  const isPair = (code & 0xfc00) === 0xd800 && (text.charCodeAt(at + 1) & 0xfc00) === 0xdc00;
  const character = text.slice(at, at + (isPair ? 2 : 1));
  const kind = /^\s$/.test(character) ? space : wholeWord.test(character) ? word : ofWord;
  // A high surrogate alone says nothing of its pair.
  if ((code & 0xf800) !== 0xd800) kinds[code] = kind;
  return kind;
}

/**
 * Where the word at or behind an offset begins and ends; undefined if none follows. Words are compared as they are
 * written: punctuation belongs to its word.
 */
function nextWord(text: string, from: number): Span | undefined {
  let start = from;
  while (start < text.length && kindAt(text, start) === space) start++;
  if (start >= text.length) return undefined;
  let end = start + sizeAt(text, start);
  if (kindAt(text, start) === ofWord)
    while (end < text.length && kindAt(text, end) === ofWord) end += sizeAt(text, end);
  return { start, end };
}

/** The units of the character at an offset. */
function sizeAt(text: string, at: number): number {
  return (text.codePointAt(at) ?? 0) > 0xffff ? 2 : 1;
}

/** What is long enough to be a loop: so many words behind the first unit, and so many units. */
const loops = [
  { words: 60, units: 4, isProse: true },
  { words: 300, units: 2, isProse: true },
  // Rows of signs and numbers are repeated for good reasons too.
  { words: 500, units: 20, isProse: false },
] as const;

/**
 * The loops of a text: words that repeat those a fixed number of words before them. The distance is that to the last
 * occurrence of the first word that breaks a repetition, so that each word is looked at once.
 */
export function repetitionsIn(text: string): Repetition[] {
  const found: Repetition[] = [];
  const words: Span[] = [];
  const ids: number[] = [];
  const known = new Map<string, number>();
  const lastAt: number[] = [];
  let distance = 0;
  let run = 0;
  const end = (): void => {
    const repetition = repetitionOf(text, words, distance, run);
    if (repetition !== undefined) found.push(repetition);
  };
  for (let one = nextWord(text, 0); one !== undefined; one = nextWord(text, one.end)) {
    const i = words.length;
    if (i >= mostWords) break;
    words.push(one);
    const written = text.slice(one.start, one.end);
    let id = known.get(written);
    if (id === undefined) known.set(written, (id = known.size));
    ids.push(id);
    if (distance > 0 && ids[i - distance] === id) run++;
    else {
      // The word that ends a repetition is not part of it.
      if (run > 0) {
        const last = words.pop();
        end();
        if (last !== undefined) words.push(last);
      }
      const before = lastAt[id];
      distance = before === undefined ? 0 : i - before;
      run = before === undefined ? 0 : 1;
    }
    lastAt[id] = i;
  }
  if (run > 0) end();
  return found;
}

function repetitionOf(text: string, words: readonly Span[], distance: number, run: number): Repetition | undefined {
  const first = words.length - run - distance;
  const from = words[first];
  const unitEnd = words[first + distance - 1];
  const last = words.at(-1);
  if (from === undefined || unitEnd === undefined || last === undefined) return undefined;
  const unit = { start: from.start, end: unitEnd.end };
  const isProse = /\p{L}{3}|[\p{Lo}]/u.test(text.slice(unit.start, Math.min(unit.end, unit.start + 2000)));
  const isLoop = loops.some((loop) => run >= loop.words && run >= loop.units * distance && (isProse || !loop.isProse));
  if (!isLoop) return undefined;
  return { span: { start: from.start, end: last.end }, unit, times: Math.floor(run / distance) + 1 };
}
