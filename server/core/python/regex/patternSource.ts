import { isWhitespace } from "../whitespace";

/** Why a pattern is refused, and where. */
export class Refusal extends Error {
  constructor(
    message: string,
    readonly at: number,
  ) {
    super(message);
  }
}

/** A pattern's text as it is read, character by character and escape by escape. */
export class PatternSource {
  protected at = 0;

  constructor(protected readonly source: string) {}

  protected escaped(at: number): number {
    if (this.at >= this.source.length) throw new Refusal("a \\ is at the end", at);
    return this.code();
  }

  /** The value of up to `most` octal digits, the first of which was read already; undefined if that is not one. */
  protected octal(first: number, at: number, most: number): number | undefined {
    if (first < 0x30 || first > 0x37) return undefined;
    let value = first - 0x30;
    for (let count = 1; count < most && /[0-7]/.test(this.source[this.at] ?? ""); count++) {
      value = value * 8 + Number(this.source[this.at++]);
    }
    if (value > 0o377) throw new Refusal("an octal escape is above \\377", at);
    return value;
  }

  protected characterEscape(code: number, at: number): number {
    const letter = String.fromCodePoint(code);
    const control = controls[letter];
    if (control !== undefined) return control;
    const digits = hexDigits[letter];
    if (digits !== undefined) {
      const hex = this.source.slice(this.at, this.at + digits);
      const value = parseInt(hex, 16);
      if (hex.length < digits || !/^[0-9a-fA-F]+$/.test(hex) || value > 0x10ffff) {
        throw new Refusal(`\\${letter} needs ${digits} hexadecimal digits of a character`, at);
      }
      this.at += digits;
      return value;
    }
    if (letter === "N") throw new Refusal("\\N{…} is not supported", at);
    if (/[a-zA-Z0-9]/.test(letter)) throw new Refusal(`\\${letter} is not an escape`, at);
    return code;
  }

  protected skipVerbose(): void {
    for (;;) {
      const code = this.source.charCodeAt(this.at);
      if (this.at < this.source.length && isVerboseSpace(code)) this.at++;
      else if (this.source[this.at] === "#") {
        const end = this.source.indexOf("\n", this.at);
        this.at = end < 0 ? this.source.length : end + 1;
      } else return;
    }
  }

  protected code(): number {
    const code = this.source.codePointAt(this.at) ?? 0;
    this.at += code > 0xffff ? 2 : 1;
    return code;
  }

  protected take(text: string): boolean {
    if (!this.source.startsWith(text, this.at)) return false;
    this.at += text.length;
    return true;
  }

  protected refusal(message: string): Refusal {
    return new Refusal(message, this.at);
  }
}

const controls: Readonly<Record<string, number>> = { a: 7, f: 12, n: 10, r: 13, t: 9, v: 11, "\\": 0x5c };
const hexDigits: Readonly<Record<string, number>> = { x: 2, u: 4, U: 8 };

/** The six that Python's parser names. */
function isVerboseSpace(code: number): boolean {
  return code < 0x80 && isWhitespace(code) && (code === 0x20 || code <= 0x0d);
}
