/** Which words of two texts differ: for two rollouts side by side. */
import { diffArrays } from "diff";

/** A stretch of a text: in both texts, or in this one alone. */
export interface Stretch {
  readonly text: string;
  readonly isShared: boolean;
}

/** If more words than this differ, all between the first and the last difference counts as different. */
const mostDifferent = 400;

/** The words, spaces and marks of two texts, as stretches of what both share and what only one has. */
export function wordDifferences(a: string, b: string): readonly [readonly Stretch[], readonly Stretch[]] {
  const [wordsA, wordsB] = [wordsOf(a), wordsOf(b)];
  const changes = diffArrays(wordsA, wordsB, { maxEditLength: mostDifferent });
  if (changes === undefined) return apart(wordsA, wordsB);
  const [left, right]: [Stretch[], Stretch[]] = [[], []];
  for (const { value, added, removed } of changes) {
    const stretch = { text: value.join(""), isShared: !added && !removed };
    if (!added) left.push(stretch);
    if (!removed) right.push(stretch);
  }
  return [left, right];
}

/** Cut where the texts begin to differ and where they are the same again. */
function apart(a: readonly string[], b: readonly string[]): [Stretch[], Stretch[]] {
  const most = Math.min(a.length, b.length);
  let start = 0;
  while (start < most && a[start] === b[start]) start++;
  let end = 0;
  while (end < most - start && a[a.length - 1 - end] === b[b.length - 1 - end]) end++;
  const cut = (words: readonly string[]): Stretch[] =>
    [
      { text: words.slice(0, start).join(""), isShared: true },
      { text: words.slice(start, words.length - end).join(""), isShared: false },
      { text: words.slice(words.length - end).join(""), isShared: true },
    ].filter(({ text }) => text !== "");
  return [cut(a), cut(b)];
}

function wordsOf(text: string): string[] {
  return text.match(/[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu) ?? [];
}

/** A text from where it parts from another one: what is before, the first word that differs, and the rest. */
export function partedAt(text: string, at: number): readonly [string, string, string] {
  const space = text.slice(at + 1).search(/\s/);
  const end = space < 0 ? text.length : at + 1 + space;
  return [text.slice(0, at), text.slice(at, end), text.slice(end)];
}
