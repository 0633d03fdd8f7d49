import { NextOccurrence } from "../../../text/nextOccurrence";

/**
 * The texts between marks that follow one another, each mark the first one behind the previous: like repeated searches
 * for a pattern of the form `A(.*?)B(.*?)C`.
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

/**
 * One head and body, divided at the last occurrences of the marks; the body ends with the text. Undefined if a mark is
 * missing.
 */
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
