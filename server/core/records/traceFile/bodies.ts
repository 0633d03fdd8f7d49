import type { Part, PartRole } from "../../model/sample";
import { GapSourceMap } from "./gapSourceMap";
import { headerLike } from "./headers";

/** A body line that would itself read as a header. It is written with one more `@` than its text has. */
const escapedLine = new RegExp(headerLike.source.replace("^@+", "^@@+"), "gm");

/**
 * The part whose lines are `text` from `start` to `end` (the next header, or the end).
 *
 * @param carriageReturn the character that stands for a carriage return in this sample (`@sample cr=…`)
 */
export function readBody(role: PartRole, text: string, start: number, end: number, carriageReturn?: string): Part {
  const source = text.slice(start, withoutLineEnd(text, start, end));
  const crlf = source.includes("\r\n");
  const dropped = crlf || source.includes("@@") ? charactersToDrop(source) : [];
  let read = "";
  let from = 0;
  for (const at of dropped) {
    read += source.slice(from, at);
    from = at + 1;
  }
  read += source.slice(from);
  if (carriageReturn !== undefined) read = read.replaceAll(carriageReturn, "\r");
  const wide = dropped.map((at, i) => at - i);
  const encode = (given: string): string => writeBody(given, { crlf, carriageReturn });
  return { role, text: read, source: new GapSourceMap(start, read.length, wide, encode) };
}

export interface BodyStyle {
  /** Whether lines end with CRLF. */
  readonly crlf?: boolean;
  /** The character that stands for a carriage return; undefined if the text is known to hold none. */
  readonly carriageReturn?: string | undefined;
}

/** `text` as the body of a part: carriage returns and header-like lines are escaped, and line ends are as requested. */
export function writeBody(text: string, { crlf = false, carriageReturn }: BodyStyle = {}): string {
  const visible = carriageReturn === undefined ? text : text.replaceAll("\r", carriageReturn);
  const escaped = visible.replace(new RegExp(headerLike.source, "gm"), "@$&");
  return crlf ? escaped.replace(/\r?\n/g, "\r\n") : escaped;
}

/** The offsets of the `\r` of each `\r\n` and of the first `@` of each escaped line, ascending. */
function charactersToDrop(source: string): number[] {
  const dropped: number[] = [];
  for (let at = source.indexOf("\r\n"); at >= 0; at = source.indexOf("\r\n", at + 2)) dropped.push(at);
  for (const match of source.matchAll(escapedLine)) dropped.push(match.index);
  return dropped.sort((a, b) => a - b);
}

function withoutLineEnd(text: string, start: number, end: number): number {
  if (end <= start || text[end - 1] !== "\n") return end;
  return end - 1 > start && text[end - 2] === "\r" ? end - 2 : end - 1;
}
