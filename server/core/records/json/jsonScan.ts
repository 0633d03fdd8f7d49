import { skipString } from "../../json/skipString";

/**
 * Skips JSON without reading it. On text that is no JSON these functions still end, at the latest at the text's end.
 * None of them recurses, and each looks at a character once.
 */

const spaces = new Set([0x20, 0x09, 0x0a, 0x0d]);

/** The next offset that is no JSON white space. */
export function skipSpace(text: string, at: number): number {
  while (at < text.length && spaces.has(text.charCodeAt(at))) at++;
  return at;
}

/** The offset after the value that begins at `at`. */
export function skipValue(text: string, at: number): number {
  const first = text[at];
  if (first === '"') return skipString(text, at);
  return first === "{" || first === "[" ? skipContainer(text, at) : skipScalar(text, at);
}

const structure = /["{}[\]]/g;

function skipContainer(text: string, at: number): number {
  let depth = 0;
  let next = at;
  while (true) {
    structure.lastIndex = next;
    const found = structure.exec(text);
    if (found === null) return text.length;
    next = found.index + 1;
    if (found[0] === '"') next = skipString(text, found.index);
    else if (found[0] === "{" || found[0] === "[") depth++;
    else if (--depth === 0) return next;
  }
}

const scalarEnd = /[,\]}\s]/g;

function skipScalar(text: string, at: number): number {
  scalarEnd.lastIndex = at;
  return scalarEnd.exec(text)?.index ?? text.length;
}
