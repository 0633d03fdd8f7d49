const quote = 0x22;
const backslash = 0x5c;
const lineFeed = 0x0a;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const comma = 0x2c;

/** Whether the byte is JSON white space. */
export function isSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === lineFeed || byte === 0x0d || byte === 0x09;
}

/**
 * Finds where an array's element ends. Its bytes may come in pieces: the state at the end of one is kept for the next.
 * Each byte is looked at once.
 */
export class ElementScan {
  /** The brackets that will close the open ones, the outermost first. */
  private readonly open: number[] = [];
  private kind: "new" | "container" | "string" | "scalar" = "new";
  private inString = false;
  private escaped = false;

  /** Whether it is an array or an object, which may swallow what follows if it does not close. */
  get isContainer(): boolean {
    return this.kind === "container";
  }

  /**
   * @param from where the last scan stopped
   * @returns the place after the element; "broken" if it closes with the wrong bracket, or one of its strings holds a
   *   line end; undefined if the bytes end within it
   */
  scan(bytes: Uint8Array, from: number, end: number): number | "broken" | undefined {
    let at = from;
    if (this.kind === "new") {
      const first = bytes[at];
      if (at >= end) return undefined;
      // A bracket that closes nothing counts as an element, so that cutting goes on.
      if (first === closeBrace) return at + 1;
      this.kind = first === openBrace || first === openBracket ? "container" : first === quote ? "string" : "scalar";
      if (this.kind !== "container") {
        at++;
        this.inString = this.kind === "string";
      }
    }
    return this.kind === "scalar" ? this.scanScalar(bytes, at, end) : this.scanMarks(bytes, at, end);
  }

  private scanScalar(bytes: Uint8Array, from: number, end: number): number | undefined {
    for (let at = from; at < end; at++) {
      const byte = bytes[at];
      if (byte === comma || byte === closeBracket || byte === closeBrace || isSpace(byte)) return at;
    }
    return undefined;
  }

  private scanMarks(bytes: Uint8Array, from: number, end: number): number | "broken" | undefined {
    const { open, kind } = this;
    let { inString, escaped } = this;
    for (let at = from; at < end; at++) {
      const byte = bytes[at] as number;
      if (inString) {
        if (escaped) escaped = false;
        else if (byte === backslash) escaped = true;
        else if (byte === quote) {
          inString = false;
          if (kind === "string") return at + 1;
        }
        // A string cannot hold a raw line end, so this closing quote belongs to another string.
        if (byte === lineFeed && kind === "container") return "broken";
      } else if (byte === quote) inString = true;
      else if (byte === openBrace) open.push(closeBrace);
      else if (byte === openBracket) open.push(closeBracket);
      else if (byte === closeBrace || byte === closeBracket) {
        if (open.pop() !== byte) return "broken";
        if (open.length === 0) return at + 1;
      }
    }
    this.inString = inString;
    this.escaped = escaped;
    return undefined;
  }
}
