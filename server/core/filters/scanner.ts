import type { Span } from "../text/span";

/** Why a filter or an expression cannot be read, and where. */
export interface FilterProblem {
  /** What is wrong and what to write instead. */
  readonly message: string;
  readonly span: Span;
}

/** Thrown inside of a parser alone; what it exports returns the problem. */
export class FilterError extends Error {
  constructor(
    message: string,
    readonly span: Span,
  ) {
    super(message);
  }
}

/** A cursor over what a person wrote: words, quoted texts, signs. */
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

  /** Takes one of these signs if it stands here. */
  takeSign<T extends string>(signs: readonly T[]): T | undefined {
    this.skipSpace();
    const found = signs.find((sign) => this.text.startsWith(sign, this.at));
    if (found !== undefined) this.at += found.length;
    return found;
  }

  /** Takes this word if it stands here as a whole; case does not count. */
  takeKeyword(word: string): boolean {
    const before = this.at;
    if (this.takeName()?.toLowerCase() === word) return true;
    this.at = before;
    return false;
  }

  /** Takes a name: letters, digits, and `_ . - @ /` between them. */
  takeName(): string | undefined {
    this.skipSpace();
    return this.take(/[\p{L}\p{N}_][\p{L}\p{N}_.@/-]*/uy);
  }

  takeNumber(): number | undefined {
    this.skipSpace();
    const written = this.take(/[+-]?(?:\d+(?:\.(?!\.)\d*)?|\.\d+)(?:[eE][+-]?\d+)?/y);
    return written === undefined ? undefined : Number(written);
  }

  /** Takes a value: a text in quotes, or all up to white space, a comma or a bracket. */
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
      // A backslash takes a quote, or itself, as it is; before anything else it is a backslash.
      const next = this.text[at + 1];
      const isEscape = char === "\\" && (next === quote || next === "\\");
      value += isEscape ? next : char;
      if (isEscape) at++;
    }
    throw new FilterError(`The ${quote} that opens here is never closed: write another ${quote} behind the text.`, {
      start,
      end: this.text.length,
    });
  }

  /** The word that stands here, or the end: what an error is about. */
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
