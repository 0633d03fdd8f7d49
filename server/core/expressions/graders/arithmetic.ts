/** A number of Python: an int of any size, or a float. */
export type PythonNumber = bigint | number;

/**
 * What Python's `eval` gives for an expression of numbers, `+ - * / // **` and parentheses; undefined where it raises.
 *
 * "unknown" if Python would calculate for a long time, or if the result is a complex number.
 */
export function evaluateArithmetic(text: string): PythonNumber | undefined | "unknown" {
  const tokens = tokenize(text);
  if (tokens === undefined) return undefined;
  try {
    const reader = new Reader(tokens);
    return reader.read();
  } catch (error) {
    if (error instanceof Raised) return undefined;
    if (error instanceof Unknown) return "unknown";
    throw error;
  }
}

class Raised extends Error {}
class Unknown extends Error {}

type Token = PythonNumber | "+" | "-" | "*" | "/" | "//" | "**" | "(" | ")";

const maxTokens = 2000;
const maxNesting = 90;
const maxBits = 100_000;

function tokenize(text: string): Token[] | undefined {
  const tokens: Token[] = [];
  const form = /[ \t\f]+|(\n)|((?:[0-9]+\.[0-9]*|\.[0-9]+))|([0-9]+)|(\/\/|\*\*|[-+*/()])/y;
  let depth = 0;
  const trimmed = text.replace(/^[ \t]+/, "").trimEnd();
  while (form.lastIndex < trimmed.length) {
    const found = form.exec(trimmed);
    if (found === null || tokens.length > maxTokens) return undefined;
    const [, line, float, digits, operator] = found;
    if (line !== undefined && depth === 0) return undefined;
    if (operator === "(") depth++;
    if (operator === ")") depth--;
    if (float !== undefined) tokens.push(Number(float));
    else if (digits !== undefined) {
      if (/^0+[1-9]/.test(digits) || digits.length > 4300) return undefined;
      tokens.push(BigInt(digits));
    } else if (operator !== undefined) tokens.push(operator as Token);
  }
  return tokens;
}

class Reader {
  private at = 0;
  private depth = 0;

  constructor(private readonly tokens: readonly Token[]) {}

  read(): PythonNumber {
    const value = this.sum();
    if (this.at < this.tokens.length) throw new Raised();
    return value;
  }

  private sum(): PythonNumber {
    let value = this.product();
    for (;;) {
      if (this.take("+")) value = add(value, this.product());
      else if (this.take("-")) value = add(value, negative(this.product()));
      else return value;
    }
  }

  private product(): PythonNumber {
    let value = this.unary();
    for (;;) {
      if (this.take("*")) value = multiply(value, this.unary());
      else if (this.take("/")) value = divide(value, this.unary());
      else if (this.take("//")) value = floorDivide(value, this.unary());
      else return value;
    }
  }

  private unary(): PythonNumber {
    if (++this.depth > maxNesting) throw new Unknown();
    try {
      if (this.take("-")) return negative(this.unary());
      if (this.take("+")) return this.unary();
      const base = this.atom();
      return this.take("**") ? power(base, this.unary()) : base;
    } finally {
      this.depth--;
    }
  }

  private atom(): PythonNumber {
    const token = this.tokens[this.at++];
    if (typeof token === "bigint" || typeof token === "number") return token;
    if (token !== "(") throw new Raised();
    const value = this.sum();
    if (!this.take(")")) throw new Raised();
    return value;
  }

  private take(token: Token): boolean {
    if (this.tokens[this.at] !== token) return false;
    this.at++;
    return true;
  }
}

/** Python's `float(x)` of an int, which raises beyond the largest double. */
function asFloat(value: PythonNumber): number {
  const float = Number(value);
  if (typeof value === "bigint" && !Number.isFinite(float)) throw new Raised();
  return float;
}

function add(a: PythonNumber, b: PythonNumber): PythonNumber {
  return typeof a === "bigint" && typeof b === "bigint" ? a + b : asFloat(a) + asFloat(b);
}

function negative(a: PythonNumber): PythonNumber {
  return typeof a === "bigint" ? -a : -a;
}

function multiply(a: PythonNumber, b: PythonNumber): PythonNumber {
  if (typeof a !== "bigint" || typeof b !== "bigint") return asFloat(a) * asFloat(b);
  if (bits(a) + bits(b) > maxBits) throw new Unknown();
  return a * b;
}

function divide(a: PythonNumber, b: PythonNumber): PythonNumber {
  if (Number(b) === 0) throw new Raised();
  const x = Number(a);
  const y = Number(b);
  const exact = (of: PythonNumber): boolean => typeof of === "number" || BigInt.asIntN(54, of) === of;
  // Python divides ints of any size and rounds once.
  if (!exact(a) || !exact(b)) throw new Unknown();
  return x / y;
}

function floorDivide(a: PythonNumber, b: PythonNumber): PythonNumber {
  if (Number(b) === 0) throw new Raised();
  if (typeof a === "bigint" && typeof b === "bigint") {
    const quotient = a / b;
    return a % b !== 0n && a < 0n !== b < 0n ? quotient - 1n : quotient;
  }
  const x = asFloat(a);
  const y = asFloat(b);
  let rest = x % y;
  if (rest !== 0 && rest < 0 !== y < 0) rest += y;
  const quotient = (x - rest) / y;
  const floor = Math.floor(quotient);
  return quotient - floor > 0.5 ? floor + 1 : floor;
}

function power(a: PythonNumber, b: PythonNumber): PythonNumber {
  if (typeof a === "bigint" && typeof b === "bigint" && b >= 0n) {
    if (bits(a) * Number(b) > maxBits) throw new Unknown();
    return a ** b;
  }
  const x = asFloat(a);
  const y = asFloat(b);
  if (x === 0 && y < 0) throw new Raised();
  if (x < 0 && !Number.isInteger(y)) throw new Unknown();
  const value = x ** y;
  if (!Number.isFinite(value) && Number.isFinite(x) && Number.isFinite(y)) throw new Raised();
  return value;
}

function bits(value: bigint): number {
  return value.toString(16).length * 4;
}
