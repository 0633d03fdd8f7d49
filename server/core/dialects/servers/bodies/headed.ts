import { NextOccurrence } from "../../../text/nextOccurrence";

/**
 * What stands between marks that follow one another, each the first behind the one before: the way patterns of the form
 * `A(.*?)B(.*?)C` are searched for, again and again.
 */
export function chainsIn(text: string, marks: readonly string[]): (readonly string[])[] {
  const nexts = marks.map((mark) => new NextOccurrence(text, mark));
  const chains: (readonly string[])[] = [];
  for (let at = 0; ;) {
    const pieces: string[] = [];
    let from = at;
    for (const [index, next] of nexts.entries()) {
      const found = next.from(from);
      if (found === text.length) return chains;
      if (index > 0) pieces.push(text.slice(from, found));
      from = found + (marks[index]?.length ?? 0);
    }
    chains.push(pieces);
    at = from;
  }
}

/** One head and body: the last mark parts them, and the body ends with the text. Undefined where a mark is missing. */
export function lastParted(text: string, marks: readonly string[], end: string): string[] | undefined {
  if (!text.endsWith(end)) return undefined;
  const pieces: string[] = [];
  let to = text.length - end.length;
  for (const mark of marks.toReversed()) {
    const at = to < mark.length ? -1 : text.lastIndexOf(mark, to - mark.length);
    if (at < 0) return undefined;
    pieces.unshift(text.slice(at + mark.length, to));
    to = at;
  }
  return [text.slice(0, to), ...pieces];
}
