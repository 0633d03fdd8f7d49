import { compare, distance, fraction, multiply, type Fraction } from "./fraction";
import type { NumberToken, Token } from "./tokens";

/** Programs print so many digits of a double that is not a short number; people do not write that many. */
const fewestDigits = 15;
/** What an operation on doubles may be off by, as a share of the largest number in it: two units of its last place. */
const unitsOff = fraction(1n, 2n ** 51n);

/**
 * Is a number that which a program prints for an expression that it computes in doubles: 0.30000000000000004 for 0.1 + 0.2?
 *
 * @param value what the expression is, exactly
 * @param stated the number, exactly
 */
export function isPrintedDouble(
  expression: readonly Token[],
  value: Fraction,
  right: readonly Token[],
  stated: Fraction,
): boolean {
  const written = right.find((token): token is NumberToken => token.kind === "number");
  if (right.length > 2 || written === undefined || significant(written.digits) < fewestDigits) return false;
  const numbers = expression.filter((token): token is NumberToken => token.kind === "number");
  const sizes = [value, ...numbers.map(({ digits }) => exact(digits))].map((one) => distance(one, fraction(0n)));
  const largest = sizes.reduce((a, b) => (compare(a, b) < 0 ? b : a));
  const allowed = multiply(multiply(unitsOff, fraction(BigInt(numbers.length))), largest);
  return compare(distance(value, stated), allowed) <= 0;
}

function significant(digits: string): number {
  return digits.includes(".") ? digits.replace(".", "").replace(/^0+/, "").length : 0;
}

function exact(digits: string): Fraction {
  const [whole = "", behind = ""] = digits.split(".");
  return fraction(BigInt(whole + behind), 10n ** BigInt(behind.length));
}
