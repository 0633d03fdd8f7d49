import { parseBounded } from "../../json/parseBounded";
import type { Span } from "../../text/span";

/** So many openers of a text are tried, so that a text full of them costs no more than its length times this. */
const mostOpeners = 200;

/** The JSON objects that stand in a text and parse; one inside another is part of it. */
export function objectsIn(text: string): readonly Span[] {
  const found: Span[] = [];
  let start = text.indexOf("{");
  for (let tried = 0; start >= 0 && tried < mostOpeners; tried++) {
    const end = closerOf(text, start);
    const parses = end !== undefined && isJson(text.slice(start, end));
    if (parses) found.push({ start, end });
    start = text.indexOf("{", parses ? end : start + 1);
  }
  return found;
}

/** Where the object that opens there ends, by its braces outside strings; undefined if it is not closed. */
function closerOf(text: string, start: number): number | undefined {
  const marks = /[{}]|"(?:[^"\\\n]|\\.)*"/g;
  marks.lastIndex = start;
  let depth = 0;
  for (let mark = marks.exec(text); mark !== null; mark = marks.exec(text)) {
    if (mark[0] === "{") depth++;
    else if (mark[0] === "}" && --depth === 0) return marks.lastIndex;
  }
  return undefined;
}

function isJson(text: string): boolean {
  try {
    parseBounded(text);
    return true;
  } catch {
    return false;
  }
}
