import type { Span } from "../text/span";

export type Operator = "+" | "-" | "*" | "/";

/** A piece of a calculation. What is none, a word or a full stop, is `other`: no expression goes across it. */
export type Token = NumberToken | SignToken;

export interface NumberToken {
  readonly kind: "number";
  readonly operator?: undefined;
  /** Without the unit that follows it. */
  readonly span: Span;
  /** The end of what stands behind it and belongs to it. */
  readonly unitEnd: number;
  /** Its digits, without the commas between thousands. */
  readonly digits: string;
  readonly isPercent: boolean;
  /** The power of ten that a word behind it names: 6 for "million". */
  readonly scale: number;
}

export interface SignToken {
  readonly kind: "operator" | "open" | "close" | "equals" | "about" | "other";
  readonly span: Span;
  readonly operator?: Operator | undefined;
}

const operators: Readonly<Record<string, Operator>> = {
  "*": "*",
  "×": "*",
  "·": "*",
  "\\times": "*",
  "\\cdot": "*",
  x: "*",
  X: "*",
  "/": "/",
  "÷": "/",
  "+": "+",
  "-": "-",
  "−": "-",
};

const number = /(?:\d{1,3}(?:,\d{3})+(?!\d)|\d+)(?:\.\d+)?|\.\d+/y;
/** Numbers of more digits are passed over. */
const mostDigits = 40;
const sign = /\*\*|\\times(?![a-z])|\\cdot(?![a-z])|[*×·/÷+−()[\]≈-]|=/y;
/** Signs of comparison and assignment, which hold an equals sign and are none. */
const otherSign = /[=<>!:+*/-]=+>?|=>|[<>≤≥≠]+|\*{3,}|\/\/+|--+|\+\++|\^/y;
const word = /[\p{L}_][\p{L}\p{N}_'’-]*/uy;
const unitWord = /\p{L}[\p{L}'’-]+(?![\p{L}\p{N}_])/uy;
/** A line's end as JSON writes it; `\neq` and `\times` are LaTeX's. */
const escapedEnd = /\\[nrt](?![a-z])/y;
const multiplyingX = /[xX](?=[ \t]*[$(]*\.?\d)/y;
const blanks = /[ \t]+/y;

/** So many words behind a number are its unit. */
const mostUnitWords = 4;
const unitSign = /[$€£]|\*\*/y;
const percentSign = /\\?%/y;
const unitPer = /\/[ \t]?\p{L}+|per[ \t]\p{L}+/uy;
/** A remark in brackets behind a number. Longer ones are not passed over. */
const remark = /\(\p{L}[\p{L}\p{N}_ .,'’-]{0,80}\)/uy;

/** Words that multiply the number in front of them, by their power of ten. */
const scales: Readonly<Record<string, number>> = {
  hundred: 2,
  thousand: 3,
  lakh: 5,
  mn: 6,
  million: 6,
  crore: 7,
  bn: 9,
  billion: 9,
  trillion: 12,
};

/** Words that make another number of the one in front of them. */
const mathematics = new Set(
  [
    "pi sqrt sin cos tan log ln exp mod modulo div squared cubed factorial choose dozen dozens root half halves third thirds",
    "quarter quarters fifth fifths tenth tenths th rd nd st base",
  ]
    .join(" ")
    .split(" "),
);

/** Words that join parts of a sentence: none is the unit of a number. A single letter is none either, but a variable. */
const functionWords = new Set(
  [
    "a an and are as at be because been but by can could do does each every for from had has have he her his how i if in into",
    "is it its less makes many may might minus more most much must no nor not of on or our over plus she should so some such than",
    "that the their them then there these they this those thus times to too under until up was we were what when where which while",
    "who will with would you your therefore hence giving gives equals equal approximately about around divided multiplied",
  ]
    .join(" ")
    .split(" "),
);

/** The pieces of a text that calculations are made of, in order. Linear in the text. */
export function tokensOf(text: string): Token[] {
  return new Lexer(text).all();
}

class Lexer {
  private at = 0;
  private readonly found: Token[] = [];

  constructor(private readonly text: string) {}

  all(): Token[] {
    while (this.at < this.text.length) this.next();
    return this.found;
  }

  private next(): void {
    const { text } = this;
    const from = this.at;
    const char = text.charAt(from);
    if (char === " " || char === "\t") {
      this.take(blanks);
      return;
    }
    if (isDigit(char) || (char === "." && isDigit(text.charAt(from + 1)))) {
      this.number();
      return;
    }
    // Currency, in front of a number; LaTeX escapes it.
    if (/[$€£]/.test(char) || (char === "\\" && text.charAt(from + 1) === "$")) {
      this.at += char === "\\" ? 2 : 1;
      return;
    }
    if (this.take(multiplyingX) !== undefined) {
      const before = this.found.at(-1);
      const isBehindValue = before?.kind === "number" || before?.kind === "close";
      this.push(isBehindValue ? "operator" : "other", from, "*");
      return;
    }
    if (this.take(otherSign) !== undefined) {
      const written = text.slice(from, this.at);
      // Bold text.
      if (written !== "**") this.push("other", from);
      return;
    }
    const taken = this.take(sign);
    if (taken !== undefined) {
      if (taken !== "**") this.sign(taken, from);
      return;
    }
    if (this.take(escapedEnd) === undefined && this.take(word) === undefined) this.at++;
    this.push("other", from);
  }

  private sign(taken: string, from: number): void {
    if (taken === "=") this.push("equals", from);
    else if (taken === "≈") this.push("about", from);
    else if (taken === "(" || taken === "[") this.push("open", from);
    else if (taken === ")" || taken === "]") this.push("close", from);
    else this.push("operator", from, operators[taken]);
  }

  private number(): void {
    const from = this.at;
    const written = this.take(number);
    if (written === undefined) {
      this.at++;
      this.push("other", from);
      return;
    }
    const end = this.at;
    const digits = written.replaceAll(",", "");
    const unit = this.unit();
    // `2024-01-02`: a part of a date or of another code, and no number.
    if (digits.length > mostDigits || /^0\d/.test(digits)) {
      this.push("other", from);
      return;
    }
    this.found.push({ kind: "number", span: { start: from, end }, unitEnd: this.at, digits, ...unit });
  }

  /** Passes over what stands behind a number and belongs to it. */
  private unit(): { readonly isPercent: boolean; readonly scale: number } {
    let words = 0;
    let isPercent = false;
    let scale = 0;
    for (;;) {
      const before = this.at;
      this.take(blanks);
      if (this.take(percentSign) !== undefined) {
        isPercent = true;
        continue;
      }
      if (this.take(unitSign) !== undefined || this.take(unitPer) !== undefined || this.take(remark) !== undefined) {
        continue;
      }
      if (words < mostUnitWords && this.matches(multiplyingX) === undefined) {
        const name = this.matches(unitWord)?.toLowerCase();
        if (name !== undefined && !functionWords.has(name) && !mathematics.has(name)) {
          if (words === 0) scale = scales[name] ?? 0;
          if (name === "percent") isPercent = true;
          words++;
          this.at += name.length;
          continue;
        }
      }
      this.at = before;
      return { isPercent, scale };
    }
  }

  private matches(pattern: RegExp): string | undefined {
    pattern.lastIndex = this.at;
    return pattern.exec(this.text)?.[0];
  }

  private take(pattern: RegExp): string | undefined {
    const taken = this.matches(pattern);
    if (taken !== undefined) this.at += taken.length;
    return taken;
  }

  private push(kind: SignToken["kind"], from: number, operator?: Operator): void {
    this.found.push({ kind, span: { start: from, end: this.at }, operator });
  }
}

function isDigit(char: string): boolean {
  return char >= "0" && char <= "9";
}
