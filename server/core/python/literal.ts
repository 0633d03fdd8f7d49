/** A value of a Python literal: what `ast.literal_eval` gives. */
export type Literal = string | PythonLiteralNumber | boolean | null | readonly Literal[] | ReadonlyMap<string, Literal>;

export interface PythonLiteralNumber {
  readonly number: number;
}

/**
 * The result of reading a literal. If it was not read, `python` says whether Python raises too, or may read it: some
 * rare literals are not read here.
 */
export type LiteralResult =
  { readonly ok: true; readonly value: Literal } | { readonly ok: false; readonly python: "raises" | "unknown" };

/**
 * Reads lists, tuples, dicts with text keys, texts, numbers, True, False and None, as `ast.literal_eval` does.
 *
 * Rare ones are not read: sets, bytes, prefixes, triple quotes, adjacent texts, comments, other keys.
 */
export function readLiteral(text: string): LiteralResult {
  const reader = new Reader(text.replace(/^[ \t]+/, ""));
  try {
    return { ok: true, value: reader.whole() };
  } catch (error) {
    if (error instanceof Raised) return { ok: false, python: "raises" };
    if (error instanceof Unknown) return { ok: false, python: "unknown" };
    throw error;
  }
}

class Raised extends Error {}
class Unknown extends Error {}

const maxDepth = 90;

class Reader {
  private at = 0;
  private depth = 0;

  constructor(private readonly text: string) {}

  whole(): Literal {
    this.space(true);
    const value = this.value();
    this.space(false);
    const rest = this.text.slice(this.at);
    if (/#/.test(rest)) throw new Unknown();
    if (/[^\n\r \t\f]/.test(rest)) throw new Raised();
    return value;
  }

  private value(): Literal {
    if (++this.depth > maxDepth) throw new Unknown();
    const value = this.item();
    this.depth--;
    return value;
  }

  private item(): Literal {
    const next = this.text[this.at];
    if (next === "[") return this.list("]");
    if (next === "(") return this.list(")");
    if (next === "{") return this.dict();
    if (next === "'" || next === '"') return this.string(next);
    const form =
      /[+-]?(?:[0-9]+(?:\.[0-9]*)?|\.[0-9]+)(?:[eE][+-]?[0-9]+)?(?![0-9A-Za-z_.])|(?:True|False|None)(?![0-9A-Za-z_])/y;
    form.lastIndex = this.at;
    const word = form.exec(this.text)?.[0];
    if (word === undefined) {
      if (/^(?:[rbuf]{1,2}['"]|[0-9+-]|set\()/i.test(this.text.slice(this.at, this.at + 4))) throw new Unknown();
      throw new Raised();
    }
    this.at += word.length;
    if (word === "True" || word === "False") return word === "True";
    if (word === "None") return null;
    if (/^[+-]?0[0-9]*[1-9]/.test(word) && !/[.eE]/.test(word)) throw new Raised();
    return { number: Number(word) };
  }

  private list(closer: string): Literal {
    this.at++;
    const items: Literal[] = [];
    for (;;) {
      this.space(true);
      if (this.take(closer)) return items;
      items.push(this.value());
      this.space(true);
      if (this.take(closer)) {
        // Parentheses around a value do not change it.
        return closer === ")" && items.length === 1 && items[0] !== undefined ? items[0] : items;
      }
      if (!this.take(",")) throw new Raised();
      if (closer === ")" && items.length === 1) {
        this.space(true);
        if (this.take(")")) return items;
      }
    }
  }

  private dict(): Literal {
    this.at++;
    const members = new Map<string, Literal>();
    for (;;) {
      this.space(true);
      if (this.take("}")) return members;
      const key = this.value();
      if (typeof key !== "string") throw new Unknown();
      this.space(true);
      if (!this.take(":")) throw new Unknown();
      this.space(true);
      members.set(key, this.value());
      this.space(true);
      if (this.take("}")) return members;
      if (!this.take(",")) throw new Raised();
    }
  }

  private string(quote: string): string {
    if (this.text.startsWith(quote.repeat(3), this.at)) throw new Unknown();
    this.at++;
    let value = "";
    for (;;) {
      const next = this.text[this.at];
      if (next === undefined || next === "\n") throw new Raised();
      this.at++;
      if (next === quote) break;
      value += next === "\\" ? this.escape() : next;
    }
    const after = /[ \t\f]*(['"])/y;
    after.lastIndex = this.at;
    if (after.test(this.text)) throw new Unknown();
    return value;
  }

  private escape(): string {
    const letter = this.text[this.at++];
    const plain =
      letter === undefined
        ? undefined
        : { n: "\n", t: "\t", r: "\r", "\\": "\\", "'": "'", '"': '"', "\n": "" }[letter];
    if (plain === undefined) throw new Unknown();
    return plain;
  }

  private space(alsoLines: boolean): void {
    const form = alsoLines ? /[ \t\f\r\n]*/y : /[ \t\f]*/y;
    form.lastIndex = this.at;
    this.at += form.exec(this.text)?.[0].length ?? 0;
    if (alsoLines && this.text[this.at] === "#") throw new Unknown();
  }

  private take(text: string): boolean {
    if (!this.text.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }
}
