import { toFloat, type PyValue } from "./python";

/** A call as Python's parser sees it: `name(key=value, …)`. */
export interface PythonCall {
  readonly name: string;
  /** Undefined if a value is no literal. */
  readonly arguments: ReadonlyMap<string, PyValue> | undefined;
}

/** Which values count as literals beyond Python's own. */
export interface LiteralOptions {
  /** `true`, `false`, `null` for True, False, None. */
  readonly jsonWords: boolean;
  /** `-3`, which is an operation in Python's tree. */
  readonly signs: boolean;
  /** `(1, 2)`, which JSON then writes as a list. */
  readonly tuples: boolean;
}

/** What `ast.literal_eval` returns, as far as JSON can write it; undefined if it raises or returns another value. */
export function literalEval(text: string): PyValue | undefined {
  const reader = new LiteralReader(text.replace(/^[ \t]+/, ""), 0, { jsonWords: false, signs: true, tuples: true });
  const value = reader.value();
  return value === undefined || !reader.isAtEnd() ? undefined : value;
}

/**
 * The calls of a list `[a(x=1), b()]` that begins at `start`, and where the reader stopped.
 *
 * `calls` is undefined if there is no such list, or if a call has an argument without a name.
 */
export function readCallList(
  text: string,
  start: number,
  options: LiteralOptions,
): { readonly calls: readonly PythonCall[] | undefined; readonly end: number } {
  const reader = new LiteralReader(text, start, options);
  const calls = reader.callList();
  return { calls, end: reader.at };
}

const maxDepth = 100;
const name = /[A-Za-z_]\w*/y;
const number = /(?:\d[\d_]*)?(?:\.[\d_]*)?(?:[eE][-+]?\d[\d_]*)?/y;
const radix = /0(?:[xX][\da-fA-F_]+|[oO][0-7_]+|[bB][01_]+)/y;
const prefixed = /[rRuU]?(?:"""|'''|"|')/y;
const words: ReadonlyMap<string, PyValue> = new Map<string, PyValue>([
  ["True", true],
  ["False", false],
  ["None", null],
]);
const jsonWords: ReadonlyMap<string, PyValue> = new Map<string, PyValue>([
  ["true", true],
  ["false", false],
  ["null", null],
]);
const escapes: Readonly<Record<string, string>> = {
  ...{ "\n": "", "\\": "\\", "'": "'", '"': '"', a: "\u0007", b: "\b", f: "\f", n: "\n", r: "\r", t: "\t", v: "\v" },
};

/** Marks a value that parses but is no literal. */
const notLiteral = Symbol("not a literal");
type Read = PyValue | typeof notLiteral | undefined;

class LiteralReader {
  private depth = 0;

  constructor(
    private readonly text: string,
    public at: number,
    private readonly options: LiteralOptions,
  ) {}

  isAtEnd(): boolean {
    this.space();
    return this.at === this.text.length;
  }

  value(): PyValue | undefined {
    const read = this.read();
    return read === notLiteral ? undefined : read;
  }

  callList(): PythonCall[] | undefined {
    if (!this.take("[")) return undefined;
    const calls: PythonCall[] = [];
    while (!this.take("]")) {
      if (calls.length > 0 && !this.take(",")) return undefined;
      if (calls.length > 0 && this.take("]")) return calls;
      const call = this.call();
      if (call === undefined) return undefined;
      calls.push(call);
    }
    return calls.length === 0 ? undefined : calls;
  }

  private call(): PythonCall | undefined {
    this.space();
    const called = this.match(name);
    if (called === undefined || !this.take("(")) return undefined;
    const values = new Map<string, PyValue>();
    let isLiteral = true;
    for (let count = 0; !this.take(")"); count++) {
      if (count > 0 && !this.take(",")) return undefined;
      if (count > 0 && this.take(")")) break;
      this.space();
      const key = this.match(name);
      if (key === undefined || !this.take("=")) return undefined;
      const value = this.read();
      if (value === undefined) return undefined;
      if (value === notLiteral) isLiteral = false;
      else values.set(key, value);
    }
    return { name: called, arguments: isLiteral ? values : undefined };
  }

  private read(): Read {
    this.space();
    const char = this.text[this.at];
    if (char === undefined || this.depth > maxDepth) return undefined;
    this.depth++;
    const value = this.readAt(char);
    this.depth--;
    return value;
  }

  private readAt(char: string): Read {
    if (char === "[" || char === "(") return this.list(char);
    if (char === "{") return this.dict();
    if (char === "-" || char === "+") return this.signed();
    if (/[\d.]/.test(char)) return this.number();
    return this.string() ?? this.word();
  }

  private list(open: string): Read {
    this.at++;
    const close = open === "[" ? "]" : ")";
    const items: PyValue[] = [];
    let isLiteral = true;
    let commas = 0;
    while (!this.take(close)) {
      if (items.length > 0) {
        if (!this.take(",")) return undefined;
        commas++;
        if (this.take(close)) break;
      }
      const item = this.read();
      if (item === undefined) return undefined;
      if (item === notLiteral) isLiteral = false;
      items.push(item === notLiteral ? null : item);
    }
    if (!isLiteral) return notLiteral;
    if (open === "(" && items.length === 1 && commas === 0) return items[0];
    return open === "(" && !this.options.tuples ? notLiteral : items;
  }

  private dict(): Read {
    this.at++;
    const members = new Map<string, PyValue>();
    let isLiteral = true;
    for (let count = 0; !this.take("}"); count++) {
      if (count > 0 && !this.take(",")) return undefined;
      if (count > 0 && this.take("}")) break;
      const key = this.read();
      if (key === undefined || !this.take(":")) return undefined;
      const value = this.read();
      if (value === undefined) return undefined;
      if (typeof key !== "string" || value === notLiteral) isLiteral = false;
      else members.set(key, value);
    }
    return isLiteral ? members : notLiteral;
  }

  private signed(): Read {
    const sign = this.text[this.at++];
    const value = this.read();
    if (value === undefined || value === notLiteral) return value;
    if (!this.options.signs || (typeof value !== "bigint" && typeof value !== "number")) return notLiteral;
    return sign === "-" ? -value : value;
  }

  private number(): Read {
    const whole = this.match(radix);
    const written = whole ?? this.match(number);
    if (written === undefined || written === "" || written === "." || /\w/.test(this.text[this.at] ?? " ")) {
      return undefined;
    }
    const digits = written.replaceAll("_", "");
    if (whole !== undefined) return digits.length > 2 ? BigInt(digits.toLowerCase()) : undefined;
    if (/^\d+$/.test(digits)) return /^0\d*[1-9]/.test(digits) || digits.length > 4300 ? undefined : BigInt(digits);
    return toFloat(digits);
  }

  private string(): Read {
    let value: string | undefined;
    for (;;) {
      this.space();
      const opener = this.match(prefixed);
      if (opener === undefined) return value;
      const piece = this.quoted(opener.replace(/^[a-zA-Z]/, ""), /^r/i.test(opener));
      if (piece === undefined) return undefined;
      value = (value ?? "") + piece;
    }
  }

  private quoted(quote: string, raw: boolean): string | undefined {
    let value = "";
    for (; this.at < this.text.length;) {
      if (this.text.startsWith(quote, this.at)) {
        this.at += quote.length;
        return value;
      }
      const char = this.text.charAt(this.at++);
      if (char === "\n" && quote.length === 1) return undefined;
      if (char !== "\\") value += char;
      else if (raw) value += char + this.text.charAt(this.at++);
      else value += this.escaped();
    }
    return undefined;
  }

  private escaped(): string {
    const char = this.text.charAt(this.at++);
    const plain = escapes[char];
    if (plain !== undefined) return plain;
    const lengths: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };
    const length = lengths[char];
    const digits = length === undefined ? "" : this.text.slice(this.at, this.at + length);
    if (length !== undefined && digits.length === length && /^[\da-f]+$/i.test(digits)) {
      const code = Number.parseInt(digits, 16);
      this.at += length;
      if (code <= 0x10ffff) return String.fromCodePoint(code);
    }
    if (/[0-7]/.test(char)) {
      const octal = /^[0-7]{1,3}/.exec(char + this.text.slice(this.at, this.at + 2))?.[0] ?? char;
      this.at += octal.length - 1;
      return String.fromCharCode(Number.parseInt(octal, 8));
    }
    return `\\${char}`;
  }

  private word(): Read {
    const written = this.match(name);
    if (written === undefined) return undefined;
    const value = words.get(written) ?? (this.options.jsonWords ? jsonWords.get(written) : undefined);
    if (value !== undefined) return value;
    return written === "None" || (written === "null" && this.options.jsonWords) ? null : notLiteral;
  }

  private take(char: string): boolean {
    this.space();
    if (this.text[this.at] !== char) return false;
    this.at++;
    return true;
  }

  private match(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }

  private space(): void {
    while (/[ \t\n\r\f]/.test(this.text[this.at] ?? "")) this.at++;
  }
}
