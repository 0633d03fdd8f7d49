import { dialects } from "../dialects/data";
import type { Span } from "../text/span";

/** What stands around a tool's answer in the text of its turn, in all templates. */
const marks: readonly (readonly [open: string, close: string | undefined])[] = [
  ...new Map([
    ...dialects.flatMap(({ results, resultEnds }) =>
      (results ?? []).map((open) => {
        const close = resultEnds?.[open] ?? (/^<\w+>$/.test(open) ? `</${open.slice(1)}` : undefined);
        return [open, close] as const;
      }),
    ),
    ["<result>", "</result>"] as const,
  ]),
];

/** More answers in one turn are not told apart. */
const maxBodies = 100;

/** What the tools answered in a turn of the environment, without the marks around it: one place for each answer. */
export function resultBodies(text: string, { start, end }: Span = { start: 0, end: text.length }): readonly Span[] {
  const bodies: Span[] = [];
  let at = skipSpace(text, start, end);
  while (at < end && bodies.length < maxBodies) {
    const place = at;
    const mark = marks.find(([open]) => text.startsWith(open, place));
    if (mark === undefined) {
      // What no mark begins is one answer, unless it only stands behind others.
      if (bodies.length === 0) bodies.push({ start: at, end });
      break;
    }
    const [open, close] = mark;
    const isLine = /\s$/.test(open);
    const from = isLine ? lineEnd(text, at, end) : at + open.length;
    const closer = close === undefined ? -1 : text.indexOf(close, from);
    const to = closer < 0 || closer > end ? end : closer;
    bodies.push(...resultBodies(text, { start: from, end: to }));
    at = skipSpace(text, to + (to < end ? (close ?? "").length : 0), end);
  }
  return bodies;
}

function lineEnd(text: string, at: number, end: number): number {
  const found = text.indexOf("\n", at);
  return found < 0 || found > end ? end : found + 1;
}

function skipSpace(text: string, at: number, end: number): number {
  while (at < end && /\s/.test(text[at] as string)) at++;
  return at;
}
