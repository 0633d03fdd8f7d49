import type { Span } from "../text/span";

/** Why a filter or an expression cannot be read, and where. */
export interface FilterProblem {
  /** The problem, and what to write instead. */
  readonly message: string;
  readonly span: Span;
}

/** Thrown only inside a parser; its exported functions return the problem. */
export class FilterError extends Error {
  constructor(
    message: string,
    readonly span: Span,
  ) {
    super(message);
  }
}

/** A cursor over a person's text: words, quoted texts, signs. */
export class Scanner {
  at = 0;

  constructor(readonly text: string) {}

  skipSpace(): void {
    while (/\s/.test(this.text[this.at] ?? "")) this.at++;
  }

  isAtEnd(): boolean {
    this.skipSpace();
    return this.at >= this.text.length;
  }

  /** Consumes one of these signs if it is next. */
  takeSign<T extends string>(signs: readonly T[]): T | undefined {
    this.skipSpace();
    const found = signs.find((sign) => this.text.startsWith(sign, this.at));
    if (found !== undefined) this.at += found.length;
    return found;
  }

  /** Consumes this word if it is next as a whole, ignoring case. */
  takeKeyword(word: string): boolean {
    const before = this.at;
    if (this.takeName()?.toLowerCase() === word) return true;
    this.at = before;
    return false;
  }

  /** Consumes a name: letters, digits, and `_ . - @ /` between them. */
  takeName(): string | undefined {
    this.skipSpace();
    return this.take(/[\p{L}\p{N}_][\p{L}\p{N}_.@/-]*/uy);
  }

  takeNumber(): number | undefined {
    this.skipSpace();
    const written = this.take(/[+-]?(?:\d+(?:\.(?!\.)\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y);
    return written === undefined ? undefined : Number(written);
  }

  /** Consumes a value: a text in quotes, or everything up to white space, a comma or a bracket. */
  takeValue(): string | undefined {
    const quote = this.text[this.at];
    if (quote !== '"' && quote !== "'") return this.take(/[^\s,()]+/y);
    const start = this.at;
    let value = "";
    for (let at = start + 1; at < this.text.length; at++) {
      const char = this.text[at] as string;
      if (char === quote) {
        this.at = at + 1;
        return value;
      }
      // A backslash escapes a quote or itself; before anything else it is an ordinary character.
      const next = this.text[at + 1];
      const isEscape = char === "\\" && (next === quote || next === "\\");
      value += isEscape ? next : char;
      if (isEscape) at++;
    }
    throw new FilterError(`The ${quote} that opens here is never closed: write another ${quote} after the text.`, {
      start,
      end: this.text.length,
    });
  }

  /** The next word, or the end: the subject of an error. */
  get here(): Span {
    this.skipSpace();
    const rest = /\S+/y;
    rest.lastIndex = this.at;
    return { start: this.at, end: this.at + (rest.exec(this.text)?.[0].length ?? 0) };
  }

  fail(message: string, span = this.here): never {
    throw new FilterError(message, span);
  }

  private take(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    const found = pattern.exec(this.text)?.[0];
    if (found !== undefined) this.at += found.length;
    return found;
  }
}
