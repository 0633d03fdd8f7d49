import type { Span } from "../text/span";
import { diagnose, type Expected } from "./diagnose";
import type { JsonFailure, JsonMember, JsonNode, JsonResult, JsonString } from "./jsonNode";
import { readString } from "./readString";
import { readWordOrNumber } from "./readWordOrNumber";

/** Deeper nesting is a failure: Python's reader gives up at a depth of about 1,000, minus the frames of its caller. */
export const maxDepth = 990;

/**
 * Reads one JSON value the way Python's `json.loads` reads a str, and keeps the place of every part.
 *
 * Beyond the standard, `NaN`, `Infinity` and `-Infinity` are values and `1e400` reads as Infinity. Only space, tab, CR
 * and LF may stand around tokens. Linear in the text, without recursion; never throws.
 *
 * @param range the part of `text` to read, by default all of it. Spans are offsets in `text` either way.
 */
export function readJson(text: string, range: Span = { start: 0, end: text.length }): JsonResult {
  const reader = new Reader(text, range);
  const node = reader.read();
  return node !== undefined ? { ok: true, node } : { ok: false, failure: reader.failure };
}

/** An object or array that is not closed yet, and the container around it. */
type Open = OpenArray | OpenObject;

interface OpenArray {
  readonly type: "array";
  readonly start: number;
  readonly parent: Open | undefined;
  readonly items: JsonNode[];
}

interface OpenObject {
  readonly type: "object";
  readonly start: number;
  readonly parent: Open | undefined;
  readonly members: JsonMember[];
  /** The key whose value comes next. */
  key: JsonString;
}

const tab = 0x09;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;
const space = 0x20;
const quote = 0x22;
const comma = 0x2c;
const colon = 0x3a;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** A placeholder where nothing has been read yet, so that the reader allocates only what it returns. */
const noKey: JsonString = { type: "string", span: { start: 0, end: 0 }, value: "" };
const noFailure: JsonFailure = { code: "empty", message: "there is no JSON value here", span: { start: 0, end: 0 } };

class Reader {
  /** Why `read` or one of its helpers returned undefined. */
  failure = noFailure;

  private at: number;
  private readonly end: number;
  /** The innermost container, and its depth. */
  private open: Open | undefined;
  private depth = 0;

  constructor(
    private readonly text: string,
    private readonly range: Span,
  ) {
    this.at = range.start;
    this.end = range.end;
  }

  read(): JsonNode | undefined {
    for (;;) {
      this.skipSpace();
      const first = this.peek();
      let node: JsonNode | undefined;
      if (first === openBrace || first === openBracket) {
        if (this.depth === maxDepth) {
          this.fail("too-deep", "Python stops at this depth of nesting", 1);
          return undefined;
        }
        node = first === openBrace ? this.openObject() : this.openArray();
        if (node === undefined) {
          if (this.failure !== noFailure) return undefined;
          continue;
        }
      } else {
        node = first === quote ? this.readString() : this.readWordOrNumber();
        if (node === undefined) return undefined;
      }
      // A value is complete: it goes into the open container, and may complete that one too.
      for (;;) {
        const { open } = this;
        if (open === undefined) return this.finish(node);
        if (open.type === "array") open.items.push(node);
        else open.members.push({ key: open.key, value: node });
        this.skipSpace();
        const next = this.peek();
        if (next === comma) {
          const commaAt = this.at++;
          this.skipSpace();
          if (open.type === "object" && !this.readKey(open, commaAt)) return undefined;
          if (open.type === "array" && this.peek() === closeBracket) {
            this.failAt({ after: "comma", comma: commaAt, container: "array" });
            return undefined;
          }
          break;
        }
        if (next !== (open.type === "array" ? closeBracket : closeBrace)) {
          this.failAt({ after: "value", container: open.type });
          return undefined;
        }
        node = this.close(open);
      }
    }
  }

  private finish(node: JsonNode): JsonNode | undefined {
    this.skipSpace();
    if (this.at === this.end) return node;
    this.failAt({ after: "value", container: undefined });
    return undefined;
  }

  /** After `{`: the object if it is empty; otherwise undefined, with the first key read (or a failure). */
  private openObject(): JsonNode | undefined {
    const open: OpenObject = { type: "object", start: this.at++, parent: this.open, members: [], key: noKey };
    this.open = open;
    this.depth++;
    this.skipSpace();
    if (this.peek() === closeBrace) return this.close(open);
    this.readKey(open, undefined);
    return undefined;
  }

  /** After `[`: the array if it is empty, else undefined. */
  private openArray(): JsonNode | undefined {
    const open: OpenArray = { type: "array", start: this.at++, parent: this.open, items: [] };
    this.open = open;
    this.depth++;
    this.skipSpace();
    return this.peek() === closeBracket ? this.close(open) : undefined;
  }

  private close(open: Open): JsonNode {
    this.open = open.parent;
    this.depth--;
    const span = { start: open.start, end: ++this.at };
    return open.type === "array"
      ? { type: "array", span, items: open.items }
      : { type: "object", span, members: open.members };
  }

  /** A key and its colon. */
  private readKey(open: OpenObject, commaAt: number | undefined): boolean {
    if (this.peek() !== quote) {
      this.failAt(commaAt === undefined ? { after: "brace" } : { after: "comma", comma: commaAt, container: "object" });
      return false;
    }
    const key = this.readString();
    if (key === undefined) return false;
    this.skipSpace();
    if (this.peek() !== colon) {
      this.failAt({ after: "key" });
      return false;
    }
    this.at++;
    open.key = key;
    return true;
  }

  private readString(): JsonString | undefined {
    return this.take(readString(this.text, this.at, this.end));
  }

  private readWordOrNumber(): JsonNode | undefined {
    const read = readWordOrNumber(this.text, this.at, this.end);
    if (read !== undefined) return this.take(read);
    this.failAt({ after: "nothing", container: this.open?.type });
    return undefined;
  }

  private take<Node extends JsonNode>(read: Node | JsonFailure): Node | undefined {
    if ("code" in read) {
      this.failure = read;
      return undefined;
    }
    this.at = read.span.end;
    return read;
  }

  private skipSpace(): void {
    while (this.at < this.end) {
      const code = this.text.charCodeAt(this.at);
      if (code !== space && code !== lineFeed && code !== tab && code !== carriageReturn) return;
      this.at++;
    }
  }

  /** The next character's code; NaN at the end, which equals nothing. */
  private peek(): number {
    return this.at < this.end ? this.text.charCodeAt(this.at) : NaN;
  }

  private fail(code: string, message: string, length: number): void {
    this.failure = { code, message, span: { start: this.at, end: this.at + length } };
  }

  /** Reports something that is not allowed here. */
  private failAt(expected: Expected): void {
    this.failure = diagnose(this.text, this.range, this.at, expected, this.open?.start);
  }
}
