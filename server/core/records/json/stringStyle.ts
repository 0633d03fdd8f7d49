/** The characters that a backslash and one letter stand for, and those that must be escaped. */
const short: Readonly<Record<string, string>> = {
  '"': '\\"',
  "\\": "\\\\",
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/** Characters that JSON must escape, or that a literal may write as an escape. */
const unusual = /["\\\u0000-\u001f]|[^\u0000-\u007f]/u;

/**
 * How a JSON string literal writes its characters, so that new text in it is written in the same way.
 *
 * - A character that the literal writes as an escape is written as the same escape (`\/`, `\u003c`, `\u000a`).
 * - Other characters beyond ASCII are written as `\u` escapes if the literal does so and writes none as they are. If it
 *   has no such characters, the rest of the record decides. If that has none either, they are written as they are.
 */
export class StringStyle {
  private readonly written = new Map<string, string>();
  private readonly asciiOnly: boolean;
  private readonly upperCaseHex: boolean;

  /** @param first, last the characters between the quotes of a valid literal */
  constructor(source: string, first: number, last: number) {
    let upper = false;
    let lower = false;
    for (let at = source.indexOf("\\", first); at >= 0 && at < last;) {
      const length = source[at + 1] === "u" ? 6 : 2;
      const escape = source.slice(at, at + length);
      if (length === 6) {
        upper ||= /[A-F]/.test(escape);
        lower ||= /[a-f]/.test(escape);
      }
      const unit = JSON.parse(`"${escape}"`) as string;
      // Half a surrogate pair is never written alone: a file could not hold the other half.
      if (!isSurrogate(unit)) this.written.set(unit, escape);
      at = source.indexOf("\\", at + length);
    }
    this.upperCaseHex = upper && !lower;
    this.asciiOnly = writesAscii(source.slice(first, last)) ?? writesAscii(source) ?? false;
  }

  encode(text: string): string {
    if (this.written.size === 0 && !unusual.test(text)) return text;
    let encoded = "";
    for (const character of text) encoded += this.written.get(character) ?? this.write(character);
    return encoded;
  }

  private write(character: string): string {
    const escape = short[character];
    if (escape !== undefined) return escape;
    const beyondAscii = character > "\u007f";
    const must = character < " " || (character.length === 1 && isSurrogate(character));
    if (!must && !(beyondAscii && this.asciiOnly)) return character;
    let escapes = "";
    for (let i = 0; i < character.length; i++) {
      const hex = character.charCodeAt(i).toString(16).padStart(4, "0");
      escapes += `\\u${this.upperCaseHex ? hex.toUpperCase() : hex}`;
    }
    return escapes;
  }
}

/** Whether JSON text escapes everything beyond ASCII. Undefined if it has no such characters. */
function writesAscii(json: string): boolean | undefined {
  if (/[^\u0000-\u007f]/.test(json)) return false;
  return /(?:^|[^\\])(?:\\\\)*\\u(?!00[0-7])/.test(json) ? true : undefined;
}

function isSurrogate(unit: string): boolean {
  return unit >= "\ud800" && unit <= "\udfff";
}
