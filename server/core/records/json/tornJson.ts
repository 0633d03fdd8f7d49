import { skipString } from "../../json/skipString";

const marks = /["{}[\],]/g;

/**
 * Completes the beginning of a JSON text: cuts it after its last complete value, or inside the string that it ends in,
 * and closes its containers. For recognising formats from the first kilobytes of a file, not for reading.
 */
export function closeTornJson(text: string): string {
  const open: string[] = [];
  /** Where the text can be cut, and the closers for that place. */
  let cut = 0;
  let closers = "";
  for (let at = 0; ;) {
    marks.lastIndex = at;
    const found = marks.exec(text);
    if (found === null) break;
    at = found.index + 1;
    const mark = found[0];
    if (mark === '"') {
      at = skipString(text, found.index);
      if (!isClosed(text, found.index, at)) {
        // A torn value serves as well as a whole one here; a torn key is left out.
        const isValue = open.at(-1) === "]" || /:\s*$/.test(text.slice(Math.max(0, found.index - 20), found.index));
        return isValue ? `${withoutTornEscape(text)}"${closing(open)}` : text.slice(0, cut) + closers;
      }
      continue;
    }
    if (mark === ",") {
      cut = found.index;
      closers = closing(open);
      continue;
    }
    // Nothing that nests so deeply is a record.
    if (open.length > 100_000) return "";
    if (mark === "{" || mark === "[") open.push(mark === "{" ? "}" : "]");
    else open.pop();
    cut = at;
    closers = closing(open);
    if (open.length === 0) break;
  }
  return text.slice(0, cut) + closers;
}

function closing(open: readonly string[]): string {
  // No format looks deeper than this, and the closers are built for every mark.
  return open.length > 64 ? "" : [...open].reverse().join("");
}

function isClosed(text: string, quote: number, end: number): boolean {
  if (end < text.length) return true;
  if (end - quote < 2 || text[end - 1] !== '"') return false;
  let backslashes = 0;
  while (text[end - 2 - backslashes] === "\\") backslashes++;
  return backslashes % 2 === 0;
}

function withoutTornEscape(text: string): string {
  const tail = /(?:^|[^\\])(?:\\\\)*(\\(?:u[0-9a-fA-F]{0,3})?)$/.exec(text.slice(-5000));
  return tail?.[1] === undefined ? text : text.slice(0, text.length - tail[1].length);
}
