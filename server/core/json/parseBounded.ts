import { skipString } from "./skipString";

/**
 * `JSON.parse`, which takes some 60 bytes for each bracket that is open: nothing but brackets would cost that many times
 * its length. What is nested deeper than any program nests is no JSON here. What does not begin like JSON is refused
 * without asking it: an error costs it 40 times as long as reading a short line, and a file may be nothing but such lines.
 *
 * @throws SyntaxError
 */
export function parseBounded(text: string): unknown {
  if (!begin.test(text)) throw noJson;
  if (text.length > short && isDeeper(text)) throw new SyntaxError("nested too deeply");
  return JSON.parse(text) as unknown;
}

const begin = /^[ \t\n\r]*(?:\{[ \t\n\r]*["}]|[-[\d"]|true|false|null)/;
const noJson = new SyntaxError("begins like no JSON");

/** A text of this length cannot be deep enough to matter. */
const short = 1 << 20;
export const deepest = 1_000_000;

const marks = /["{}[\]]/g;

function isDeeper(text: string): boolean {
  let depth = 0;
  for (let at = 0; depth <= deepest;) {
    marks.lastIndex = at;
    const found = marks.exec(text);
    if (found === null) return false;
    at = found.index + 1;
    if (found[0] === '"') at = skipString(text, found.index);
    else depth += found[0] === "{" || found[0] === "[" ? 1 : -1;
  }
  return true;
}
