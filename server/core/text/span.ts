/**
 * A half-open range `[start, end)` of UTF-16 offsets.
 *
 * The holder of the span knows which text its offsets count in: inside the core it is nearly always a part's text; only
 * `text/sourceMap.ts` turns such spans into places of a record, and `text/lineTable.ts` into lines.
 */
export interface Span {
  readonly start: number;
  readonly end: number;
}

/** The span from `start` to `end`; an empty span marks a place between two characters. */
export function span(start: number, end: number): Span {
  return { start, end };
}

/** The text that `range` covers. */
export function textOf(text: string, range: Span): string {
  return text.slice(range.start, range.end);
}

/** The last character of a text that is no white space. Of a text without any it is empty, at the start. */
export function lastCharacter(text: string): Span {
  const end = text.trimEnd().length;
  return { start: Math.max(0, end - 1), end };
}
