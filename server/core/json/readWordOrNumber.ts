import type { JsonFailure, JsonLiteral, JsonNode, JsonNumber } from "./jsonNode";

/** Longer integers are a failure: Python refuses to convert them (`sys.int_info.default_max_str_digits`). */
export const maxIntegerDigits = 4300;

const words: readonly { readonly written: string; readonly value: boolean | null }[] = [
  { written: "true", value: true },
  { written: "false", value: false },
  { written: "null", value: null },
];

/** Words that Python writes and reads in addition to JSON. */
const noNumbers: ReadonlyMap<string, number> = new Map([
  ["NaN", NaN],
  ["Infinity", Infinity],
  ["-Infinity", -Infinity],
]);

/** A number, or an attempt at one: everything up to the next character that cannot be part of a number or word. */
const token = /[-+.\w]*/y;
const number = /^-?(?:0|[1-9][0-9]*)(\.[0-9]+)?([eE][-+]?[0-9]+)?$/;

/** Reads the number or word at `start`, which ends before `end`; undefined where there is none. Linear. */
export function readWordOrNumber(text: string, start: number, end: number): JsonNode | JsonFailure | undefined {
  const short = readShortInteger(text, start, end) ?? readWord(text, start, end);
  if (short !== undefined) return short;
  token.lastIndex = start;
  const written = (token.exec(text)?.[0] ?? "").slice(0, end - start);
  const span = { start, end: start + written.length };
  const parts = number.exec(written);
  if (parts !== null) {
    const integer = parts[1] === undefined && parts[2] === undefined;
    if (!integer) return { type: "number", span, value: Number(written), integer };
    const digits = written.startsWith("-") ? written.length - 1 : written.length;
    if (digits <= maxIntegerDigits) return { type: "number", span, value: integerValue(written), integer };
    return {
      code: "too-many-digits",
      message: `Python reads no integer of more than ${maxIntegerDigits} digits`,
      span,
    };
  }
  const value = noNumbers.get(written);
  return value === undefined ? undefined : { type: "number", span, value, integer: false };
}

function readWord(text: string, start: number, end: number): JsonLiteral | undefined {
  for (const { written, value } of words) {
    const wordEnd = start + written.length;
    if (wordEnd > end || !text.startsWith(written, start)) continue;
    if (wordEnd < end && goesOn(text.charCodeAt(wordEnd))) return undefined;
    return { type: value === null ? "null" : "boolean", span: { start, end: wordEnd }, value };
  }
  return undefined;
}

const minus = 0x2d;
const zero = 0x30;
const nine = 0x39;

/** Most numbers: integers that a double holds exactly, recognised by their characters alone. */
const shortInteger = 15;

function readShortInteger(text: string, start: number, end: number): JsonNumber | undefined {
  const negative = text.charCodeAt(start) === minus;
  const first = negative ? start + 1 : start;
  const limit = Math.min(end, first + shortInteger);
  let at = first;
  let value = 0;
  for (; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code < zero || code > nine) break;
    value = 10 * value + code - zero;
  }
  const leadsWithZero = at > first + 1 && text.charCodeAt(first) === zero;
  if (at === first || leadsWithZero || (at < end && goesOn(text.charCodeAt(at)))) return undefined;
  // There is no negative zero among integers.
  return { type: "number", span: { start, end: at }, value: negative ? 0 - value : value, integer: true };
}

/** Can the character be part of a number or word, as {@link token} defines it? */
function goesOn(code: number): boolean {
  if (code <= nine) return code >= zero || code === minus || code === 0x2b || code === 0x2e;
  return (code >= 0x41 && code <= 0x5a) || code === 0x5f || (code >= 0x61 && code <= 0x7a);
}

/** The integer's exact value: a number if a double can hold it, else a bigint. */
function integerValue(written: string): number | bigint {
  const exact = BigInt(written);
  const nearest = Number(exact);
  // `+ 0` makes 0 of -0.
  return Number.isFinite(nearest) && BigInt(nearest) === exact ? nearest + 0 : exact;
}
