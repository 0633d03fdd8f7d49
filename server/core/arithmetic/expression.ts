import { add, divide, fraction, multiply, negate, tenTo, type Fraction } from "./fraction";
import type { NumberToken, Operator, Token } from "./tokens";

/** How numbers with a mark behind them are read. */
export interface NumberReading {
  /** Is 5% five hundredths, five, or behind + and − five hundredths of what stands before it? */
  readonly percent: "hundredths" | "as written" | "of the sum";
  /** Is "2 million" two million, or two? */
  readonly scale: "multiplied" | "as written";
  /** Is 1.500 one and a half, or a thousand five hundred? */
  readonly point: "decimal" | "thousands";
}

/** Expressions of more pieces are not read. */
const mostTokens = 200;

/** The value of an expression; undefined where it is none, or divides by 0. */
export function valueOf(tokens: readonly Token[], reading: NumberReading): Fraction | undefined {
  if (tokens.length > mostTokens) return undefined;
  const evaluation = new Evaluation(tokens, reading);
  const value = evaluation.sum();
  return evaluation.isDone ? value : undefined;
}

/** The power of ten that what stands behind a number stands for. */
export function powerOf({ isPercent, scale }: NumberToken, reading: NumberReading): number {
  const percent = isPercent && reading.percent !== "as written" ? -2 : 0;
  return percent + (reading.scale === "multiplied" ? scale : 0);
}

function valueOfNumber(token: NumberToken, reading: NumberReading): Fraction {
  const [whole = "", behind = ""] = token.digits.split(".");
  const behindPoint = reading.point === "decimal" ? behind.length : 0;
  return multiply(fraction(BigInt(whole + behind)), tenTo(powerOf(token, reading) - behindPoint));
}

/** Reads from left to right, by precedence. Its depth is bounded by the number of tokens. */
class Evaluation {
  private next = 0;

  constructor(
    private readonly tokens: readonly Token[],
    private readonly reading: NumberReading,
  ) {}

  get isDone(): boolean {
    return this.next === this.tokens.length;
  }

  sum(): Fraction | undefined {
    let value = this.product();
    for (;;) {
      const operator = this.operator("+", "-");
      if (operator === undefined || value === undefined) return value;
      const isShare = this.reading.percent === "of the sum" && this.isLonePercent();
      let right = this.product();
      if (right !== undefined && isShare) right = multiply(value, right);
      value = right && add(value, operator === "-" ? negate(right) : right);
    }
  }

  private isLonePercent(): boolean {
    const token = this.tokens[this.next];
    const behind = this.tokens[this.next + 1];
    return token?.kind === "number" && token.isPercent && behind?.operator !== "*" && behind?.operator !== "/";
  }

  private product(): Fraction | undefined {
    let value = this.factor();
    for (;;) {
      const operator = this.operator("*", "/");
      if (operator === undefined || value === undefined) return value;
      const right = this.factor();
      value = right && (operator === "*" ? multiply(value, right) : divide(value, right));
    }
  }

  private factor(): Fraction | undefined {
    if (this.operator("-") !== undefined) {
      const value = this.factor();
      return value && negate(value);
    }
    const token = this.tokens[this.next];
    if (token === undefined) return undefined;
    this.next++;
    if (token.kind === "number") return valueOfNumber(token, this.reading);
    if (token.kind !== "open") return undefined;
    const inner = this.sum();
    if (this.tokens[this.next]?.kind !== "close") return undefined;
    this.next++;
    return inner;
  }

  private operator(...wanted: readonly Operator[]): Operator | undefined {
    const token = this.tokens[this.next];
    if (token?.kind !== "operator" || token.operator === undefined || !wanted.includes(token.operator))
      return undefined;
    this.next++;
    return token.operator;
  }
}
