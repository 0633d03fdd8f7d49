import { decode } from "./decode";

const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** A line that holds more than white space. */
export interface Line {
  /** Its number, from 0; blank lines count. */
  readonly number: number;
  /** Offsets in the bytes, without the line end. */
  readonly start: number;
  readonly end: number;
  /** Has it a line end? */
  readonly isEnded: boolean;
}

/** The lines of a text in UTF-8 that are not blank. */
export function filledLines(bytes: Uint8Array): Line[] {
  const lines: Line[] = [];
  for (let start = 0, number = 0; start < bytes.length; number++) {
    const feed = bytes.indexOf(lineFeed, start);
    const isEnded = feed >= 0;
    const next = isEnded ? feed : bytes.length;
    const end = next > start && bytes[next - 1] === carriageReturn ? next - 1 : next;
    if (!isBlank(bytes, start, end)) lines.push({ number, start, end, isEnded });
    start = next + 1;
  }
  return lines;
}

/** How many line ends there are. */
export function lineFeeds(content: string | Uint8Array): number {
  let count = 0;
  if (typeof content === "string") {
    for (let at = content.indexOf("\n"); at >= 0; at = content.indexOf("\n", at + 1)) count++;
  } else {
    for (let at = content.indexOf(lineFeed); at >= 0; at = content.indexOf(lineFeed, at + 1)) count++;
  }
  return count;
}

/** Is there nothing but white space? */
export function isBlank(bytes: Uint8Array, start = 0, end = bytes.length): boolean {
  const first = start < end ? bytes[start] : undefined;
  // Most lines begin with a character that is none, told by its byte.
  if (first !== undefined && first > 0x20 && first < 0x7f) return false;
  return decode(bytes.subarray(start, end)).trim() === "";
}
