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

/** Words are compared as they are written. Punctuation belongs to its word. */
const word = /[\p{Lo}\p{Lm}]|[^\s\p{Lo}\p{Lm}]+/gu;

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
  for (const { 0: written, index } of text.matchAll(word)) {
    const i = words.length;
    if (i >= mostWords) break;
    words.push({ start: index, end: index + written.length });
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
