/**
 * JSON with the white space that Python's `json.dumps` writes: one blank after each comma and colon, and no other.
 * Everything else stays as written: the order of keys, repeated keys, digits, escapes. `json` has to be valid.
 */
export function dumpsSpacing(json: string): string {
  const pieces: string[] = [];
  let from = 0;
  const keep = (end: number): void => {
    if (end > from) pieces.push(json.slice(from, end));
  };
  for (let at = 0; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === quote) {
      at = endOfString(json, at);
    } else if (code === blank || code === tab || code === lineFeed || code === carriageReturn) {
      keep(at);
      from = at + 1;
    } else if (code === comma || code === colon) {
      keep(at + 1);
      pieces.push(" ");
      from = at + 1;
    }
  }
  keep(json.length);
  return pieces.join("");
}

/** The place of the closing quote of the string that begins at `start`. */
function endOfString(json: string, start: number): number {
  for (let at = start + 1; at < json.length; at++) {
    const code = json.charCodeAt(at);
    if (code === quote) return at;
    if (code === backslash) at++;
  }
  return json.length;
}

const tab = 0x09;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const blank = 0x20;
const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const backslash = 0x5c;
