import { decode } from "./decode";

const lineFeed = 0x0a;

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

/** How many lines there are that hold more than white space. */
export function filledLines(bytes: Uint8Array): number {
  let count = 0;
  for (let at = 0; at < bytes.length;) {
    const feed = bytes.indexOf(lineFeed, at);
    const end = feed < 0 ? bytes.length : feed;
    if (!isBlank(bytes.subarray(at, end))) count++;
    at = end + 1;
  }
  return count;
}

/** Is there nothing but white space? */
export function isBlank(bytes: Uint8Array): boolean {
  const first = bytes[0];
  // Most lines begin with a character that is none, told by its byte.
  if (first !== undefined && first > 0x20 && first < 0x7f) return false;
  return decode(bytes).trim() === "";
}
