const lineFeed = 0x0a;

/** The number of line feeds. */
export function lineFeeds(content: string | Uint8Array): number {
  let count = 0;
  if (typeof content === "string") {
    for (let at = content.indexOf("\n"); at >= 0; at = content.indexOf("\n", at + 1)) count++;
  } else {
    for (let at = content.indexOf(lineFeed); at >= 0; at = content.indexOf(lineFeed, at + 1)) count++;
  }
  return count;
}

/** UTF-16 units of the text in these bytes, which may begin and end within a character. */
function unitsOf(bytes: Uint8Array, start: number): number {
  let units = 0;
  for (let i = start; i < bytes.length; i++) {
    const byte = bytes[i] as number;
    if (byte < 0x80 || byte > 0xbf) units += byte < 0xf0 ? 1 : 2;
  }
  return units;
}

/** A place in a file that moves over what has been read: line and UTF-16 character, from 0. */
export class MovingPlace {
  character = 0;

  constructor(public line: number) {}

  /** @returns how many lines end in the bytes */
  moveOver(bytes: Uint8Array): number {
    const feeds = lineFeeds(bytes);
    this.line += feeds;
    if (feeds > 0) this.character = 0;
    this.character += unitsOf(bytes, feeds > 0 ? bytes.lastIndexOf(lineFeed) + 1 : 0);
    return feeds;
  }
}
