import { stripped } from "./strings";

/**
 * Python's `float(text)`; undefined where it raises.
 *
 * White space around it, `_` between digits, decimal digits of any script, `.5`, `5.`, `1e5`, `inf` and `nan` are fine.
 */
export function toFloat(text: string): number | undefined {
  const plain = asciiDigits(stripped(text));
  const match = floatForm.exec(plain);
  if (match === null || strayUnderscore.test(plain)) return undefined;
  const [, sign, special] = match;
  if (special !== undefined) {
    if (special.toLowerCase() === "nan") return NaN;
    return sign === "-" ? -Infinity : Infinity;
  }
  return Number(plain.replaceAll("_", ""));
}

const floatForm = /^([+-]?)(?:(inf|infinity|nan)|(?:[0-9_]+(?:\.[0-9_]*)?|\.[0-9_]+)(?:e[+-]?[0-9_]+)?)$/i;
const strayUnderscore = /(?:^|[^0-9])_|_(?:[^0-9]|$)/;

/** Python's `int(text)`; undefined where it raises, which it also does for more than 4,300 digits. */
export function toInteger(text: string): bigint | undefined {
  const plain = asciiDigits(stripped(text));
  if (!/^[+-]?[0-9]+(?:_[0-9]+)*$/.test(plain)) return undefined;
  const digits = plain.replaceAll("_", "").replace(/^[+-]/, "");
  if (digits.length > maxDigits) return undefined;
  return plain.startsWith("-") ? -BigInt(digits) : BigInt(digits);
}

const maxDigits = 4300;

/** Python's `str(int(float(text)))`; undefined where it raises. */
export function truncated(text: string): string | undefined {
  const value = toFloat(text);
  return value === undefined || !Number.isFinite(value) ? undefined : BigInt(Math.trunc(value)).toString();
}

/** Python's `str(x)` of a float: the shortest digits that read back, with an exponent below 1e-4 and from 1e16 on. */
export function floatText(x: number): string {
  if (Number.isNaN(x)) return "nan";
  if (!Number.isFinite(x)) return x > 0 ? "inf" : "-inf";
  if (Object.is(x, -0)) return "-0.0";
  const [mantissa = "0", exponentText = "0"] = x.toExponential().split("e");
  const exponent = Number(exponentText);
  if (x !== 0 && (exponent < -4 || exponent >= 16)) {
    const sign = exponent < 0 ? "-" : "+";
    return `${mantissa}e${sign}${Math.abs(exponent).toString().padStart(2, "0")}`;
  }
  // Between these bounds, JavaScript writes no exponent.
  const plain = x.toString();
  return plain.includes(".") ? plain : `${plain}.0`;
}

/** The text with each decimal digit of another script written in ASCII. */
function asciiDigits(text: string): string {
  return text.replace(/[^\x00-\x7f]/gu, (character) => {
    const value = digitValue(character);
    return value === undefined ? character : String(value);
  });
}

/** The value of a decimal digit of any script: Unicode lists each script's ten in order. */
export function digitValue(character: string): number | undefined {
  if (!decimalDigit.test(character)) return undefined;
  const code = character.codePointAt(0) ?? 0;
  let first = code;
  while (decimalDigit.test(String.fromCodePoint(first - 1))) first--;
  return (code - first) % 10;
}

const decimalDigit = /^\p{Nd}$/u;
