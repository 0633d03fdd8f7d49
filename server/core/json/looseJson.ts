import type { TextEdit } from "../text/edits";
import type { Span } from "../text/span";
import type { JsonMember, JsonNode, JsonString } from "./jsonNode";

/** One thing that a strict reader refuses, and how to write it correctly. */
export interface Repair {
  readonly code:
    | "double-braces"
    | "single-quotes"
    | "python-literal"
    | "bare-word"
    | "control-character"
    | "trailing-comma"
    | "missing-comma"
    | "brace-missing"
    | "brace-too-many"
    | "unclosed-string";
  readonly span: Span;
  readonly edits: readonly TextEdit[];
}

export interface LooseJson {
  readonly node: JsonNode;
  /** Where the value ends, including what wrongly belongs to it (an extra brace). */
  readonly end: number;
  readonly repairs: readonly Repair[];
  /** The range ended within a string or key, or before a value; incomplete pieces are left out. */
  readonly cut: boolean;
}

/** Deeper values are not read, because the reader is recursive. */
const maxDepth = 300;

/**
 * Reads the JSON value that was meant at the start of `range` (after white space): Python's literals and quotes, bare
 * words, commas and brackets that are missing or superfluous. It reads what is there and guesses nothing.
 *
 * @returns undefined if no object, array or literal begins there, or the nesting is too deep. Never throws; linear.
 */
export function readLooseJson(text: string, range: Span): LooseJson | undefined {
  const reader = new LooseReader(text, range);
  const node = reader.top();
  if (node === undefined) return undefined;
  return { node, end: reader.at, repairs: reader.repairs, cut: reader.cut };
}

/**
 * The end of the bracketed value that begins at `start`; brackets in strings do not count. Undefined if it does not end
 * before `end`.
 */
export function balancedEnd(text: string, start: number, end: number): number | undefined {
  let depth = 0;
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) {
      at = stringEnd(text, at, end);
      if (at >= end) return undefined;
    } else if (code === openBrace || code === openBracket) depth++;
    else if (code === closeBrace || code === closeBracket) {
      if (--depth === 0) return at + 1;
    }
  }
  return undefined;
}

const quote = 0x22;
const backslash = 0x5c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** The place of the closing quote; `end` if there is none. */
function stringEnd(text: string, start: number, end: number): number {
  for (let at = start + 1; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code === backslash) at++;
    else if (code === quote) return at;
  }
  return end;
}

/** A value as Python's json.dumps writes it. */
export function writeJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(writeJson).join(", ")}]`;
  if (typeof value === "bigint") return String(value);
  if (typeof value === "object" && value !== null) {
    const members = Object.entries(value).map(([key, member]) => `${JSON.stringify(key)}: ${writeJson(member)}`);
    return `{${members.join(", ")}}`;
  }
  return value === undefined ? "null" : JSON.stringify(value);
}

/** The plain value of a node; integers that a double cannot hold stay exact. */
export function valueOf(node: JsonNode): unknown {
  switch (node.type) {
    case "array":
      return node.items.map(valueOf);
    case "object":
      return Object.fromEntries(node.members.map(({ key, value }) => [key.value, valueOf(value)]));
    default:
      return node.value;
  }
}

const literals: ReadonlyMap<string, boolean | null> = new Map<string, boolean | null>([
  ["true", true],
  ["false", false],
  ["null", null],
  ["True", true],
  ["False", false],
  ["None", null],
]);
const escapes: Readonly<Record<string, string>> = { b: "\b", f: "\f", n: "\n", r: "\r", t: "\t" };

class LooseReader {
  at: number;
  cut = false;
  readonly repairs: Repair[] = [];
  private readonly end: number;
  private depth = 0;

  constructor(
    private readonly text: string,
    range: Span,
  ) {
    this.at = range.start;
    this.end = range.end;
  }

  top(): JsonNode | undefined {
    this.space();
    const start = this.at;
    const doubled = /\{\s*\{/y;
    doubled.lastIndex = start;
    const isDoubled = doubled.test(this.text) && doubled.lastIndex <= this.end;
    if (isDoubled) {
      this.at = doubled.lastIndex - 1;
      const node = this.value();
      if (node === undefined) return undefined;
      this.space();
      const closer = { start: this.at, end: this.at + (this.text[this.at] === "}" ? 1 : 0) };
      this.at = closer.end;
      const edits = [
        { span: { start, end: start + 1 }, text: "" },
        { span: closer, text: "" },
      ];
      this.repairs.push({ code: "double-braces", span: { start, end: this.at }, edits });
      return node;
    }
    return this.value();
  }

  private value(): JsonNode | undefined {
    const first = this.text[this.at];
    if (this.at >= this.end) return undefined;
    if (first === "{" || first === "[") {
      if (this.depth >= maxDepth) return undefined;
      this.depth++;
      const node = first === "{" ? this.object() : this.array();
      this.depth--;
      return node;
    }
    if (first === '"' || first === "'") return this.string();
    return this.word();
  }

  private object(): JsonNode {
    const start = this.at++;
    const members: JsonMember[] = [];
    for (;;) {
      const comma = this.between(start, "}", members.length > 0);
      if (comma === "end") break;
      const key = this.key();
      if (key === undefined) break;
      this.space();
      if (this.text[this.at] === ":" && this.at < this.end) this.at++;
      else if (this.at >= this.end) {
        this.cut = true;
        break;
      }
      this.space();
      const before = this.cut;
      const value = this.value();
      if (value === undefined) {
        if (this.at >= this.end) this.cut = true;
        break;
      }
      // A string cut by the range is no value; an object around it has only its complete members.
      if (!before && this.cut && value.type === "string") break;
      members.push({ key, value });
    }
    return { type: "object", span: { start, end: this.at }, members };
  }

  private array(): JsonNode {
    const start = this.at++;
    const items: JsonNode[] = [];
    for (;;) {
      if (this.between(start, "]", items.length > 0) === "end") break;
      const before = this.cut;
      const value = this.value();
      if (value === undefined || (!before && this.cut && value.type === "string")) break;
      items.push(value);
    }
    return { type: "array", span: { start, end: this.at }, items };
  }

  /** Skips the comma before the next entry, or the closer. */
  private between(start: number, closer: "}" | "]", needsComma: boolean): "end" | "next" {
    const ended = this.at;
    this.space();
    if (this.at >= this.end) {
      this.at = ended;
      if (!this.cut) this.missingCloser(start, closer, ended);
      return "end";
    }
    const char = this.text[this.at];
    if (char === closer) {
      this.at++;
      return "end";
    }
    if (char === "}" || char === "]") {
      // The other kind of bracket closes the container around this one.
      this.at = ended;
      if (!this.cut) this.missingCloser(start, closer, ended);
      return "end";
    }
    if (char === ",") {
      const comma = this.at++;
      this.space();
      const next = this.text[this.at];
      if (this.at < this.end && (next === closer || next === ",")) {
        this.repairs.push(repairOf("trailing-comma", { start: comma, end: comma + 1 }, ""));
        if (next === ",") return this.between(start, closer, needsComma);
        this.at++;
        return "end";
      }
      if (this.at >= this.end) {
        this.cut = true;
        return "end";
      }
      return "next";
    }
    if (needsComma) {
      const span = { start: ended, end: Math.min(ended + 1, this.at) };
      this.repairs.push(repairOf("missing-comma", span, this.at > ended + 1 ? "," : this.at > ended ? ", " : ","));
    }
    return "next";
  }

  private missingCloser(start: number, closer: string, at: number): void {
    this.repairs.push({
      code: "brace-missing",
      span: { start, end: at },
      edits: [{ span: { start: at, end: at }, text: closer }],
    });
  }

  private key(): JsonString | undefined {
    const first = this.text[this.at];
    if (first === '"' || first === "'") {
      const before = this.cut;
      const key = this.string();
      return this.cut && !before ? undefined : key;
    }
    const bare = /[A-Za-z_$][\w$.-]*/y;
    bare.lastIndex = this.at;
    const match = bare.exec(this.text);
    if (match === null || bare.lastIndex > this.end) return undefined;
    const span = { start: this.at, end: bare.lastIndex };
    this.at = span.end;
    this.repairs.push(repairOf("bare-word", span, JSON.stringify(match[0])));
    return { type: "string", span, value: match[0] };
  }

  private string(): JsonString {
    const start = this.at;
    const quote = this.text[start];
    const pieces: string[] = [];
    let from = start + 1;
    let at = from;
    const raw: TextEdit[] = [];
    let closed = false;
    while (at < this.end) {
      const char = this.text[at] as string;
      if (char === quote) {
        closed = true;
        break;
      }
      if (char === "\\") {
        pieces.push(this.text.slice(from, at));
        const next = this.text[at + 1] ?? "";
        const hex =
          next === "u" ? this.text.slice(at + 2, at + 6) : next === "x" ? this.text.slice(at + 2, at + 4) : "";
        if (hex !== "" && /^[0-9a-fA-F]+$/.test(hex)) {
          pieces.push(String.fromCharCode(parseInt(hex, 16)));
          at += 2 + hex.length;
        } else {
          pieces.push(escapes[next] ?? ("\"\\/'".includes(next) ? next : next === "\n" ? "" : `\\${next}`));
          at += 2;
        }
        from = at;
        continue;
      }
      if (char < " ") {
        raw.push({ span: { start: at, end: at + 1 }, text: JSON.stringify(char).slice(1, -1) });
      }
      at++;
    }
    at = Math.min(at, this.end);
    pieces.push(this.text.slice(from, Math.max(from, at)));
    const value = pieces.join("");
    this.at = closed ? at + 1 : this.end;
    const span = { start, end: this.at };
    if (!closed) {
      this.cut = true;
      this.repairs.push({ code: "unclosed-string", span, edits: [] });
    } else if (quote === "'") this.repairs.push(repairOf("single-quotes", span, JSON.stringify(value)));
    else for (const edit of raw) this.repairs.push({ code: "control-character", span: edit.span, edits: [edit] });
    return { type: "string", span, value };
  }

  private word(): JsonNode | undefined {
    const start = this.at;
    const number = /[-+]?(?:\d[\d_]*(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?(?=[\s,\]}):;]|$)/y;
    number.lastIndex = start;
    const digits = number.exec(this.text)?.[0];
    if (digits !== undefined && start + digits.length <= this.end) {
      this.at = start + digits.length;
      const integer = /^[-+]?[\d_]+$/.test(digits);
      const value = Number(digits.replaceAll("_", ""));
      const exact =
        integer && !Number.isSafeInteger(value) ? BigInt(digits.replaceAll("_", "").replace("+", "")) : value;
      return { type: "number", span: { start, end: this.at }, value: exact, integer };
    }
    const bare = /[^\s,\]}{[:"'()][^,\]}{[:"'()\n]*/y;
    bare.lastIndex = start;
    const found = bare
      .exec(this.text)?.[0]
      .slice(0, this.end - start)
      .trimEnd();
    if (found === undefined || found === "") return undefined;
    this.at = start + found.length;
    const span = { start, end: this.at };
    const literal = literals.get(found);
    if (literal !== undefined) {
      if (/^[TFN]/.test(found)) this.repairs.push(repairOf("python-literal", span, String(literal)));
      return { type: literal === null ? "null" : "boolean", span, value: literal };
    }
    this.repairs.push(repairOf("bare-word", span, JSON.stringify(found)));
    return { type: "string", span, value: found };
  }

  private space(): void {
    while (this.at < this.end && " \n\r\t".includes(this.text[this.at] as string)) this.at++;
  }
}

function repairOf(code: Repair["code"], span: Span, text: string): Repair {
  return { code, span, edits: [{ span, text }] };
}
