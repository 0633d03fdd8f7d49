import { skipString } from "./skipString";

/** A JSON text without the white space between its values. Every string and number stays as written. */
export function minified(json: string): string {
  return betweenValues(json, () => "");
}

const stringOrSpace = /"|[ \t\r\n]+/g;

/**
 * A JSON text with other white space between its values. Strings are skipped, not matched: V8's stack holds no pattern's
 * way through a string of ten million characters.
 *
 * @param other gets white space as written, and its offset
 */
export function betweenValues(json: string, other: (space: string, at: number) => string): string {
  const pieces: string[] = [];
  let from = 0;
  stringOrSpace.lastIndex = 0;
  for (let found = stringOrSpace.exec(json); found !== null; found = stringOrSpace.exec(json)) {
    const [text] = found;
    if (text === '"') {
      stringOrSpace.lastIndex = skipString(json, found.index);
      continue;
    }
    pieces.push(json.slice(from, found.index), other(text, found.index));
    from = found.index + text.length;
    stringOrSpace.lastIndex = from;
  }
  return pieces.length === 0 ? json : pieces.join("") + json.slice(from);
}
