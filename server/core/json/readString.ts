import type { JsonFailure, JsonString } from "./jsonNode";

const quote = 0x22;
const backslash = 0x5c;
const lowerU = 0x75;
const space = 0x20;
const tab = 0x09;
const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/** Up to this many characters are read one by one; for more, and for escapes, JSON.parse is faster. */
const shortString = 32;

/** Reads the string whose opening quote is at `start` and that ends before `end`, in linear time. */
export function readString(text: string, start: number, end: number): JsonString | JsonFailure {
  const short = readShortString(text, start, end);
  if (short !== undefined) return short;
  const close = closingQuote(text, start, end);
  if (close !== -1) {
    const span = { start, end: close + 1 };
    try {
      // Inside a string, JavaScript's JSON and Python's are the same, including lone surrogates.
      const value: unknown = JSON.parse(text.slice(start, close + 1));
      if (typeof value === "string") return { type: "string", span, value };
    } catch {
      // The place of the mistake is looked for below.
    }
  }
  return stringFailure(text, start, end);
}

/** The next quote that no backslash escapes; -1 if there is none. */
function closingQuote(text: string, start: number, end: number): number {
  let close = start;
  do {
    close = text.indexOf('"', close + 1);
  } while (close !== -1 && isEscaped(text, close));
  return close < end ? close : -1;
}

/** Is there an odd number of backslashes before `at`? */
function isEscaped(text: string, at: number): boolean {
  let before = at;
  while (text.charCodeAt(before - 1) === backslash) before--;
  return (at - before) % 2 === 1;
}

/** A short string without escapes, like most keys and values. */
function readShortString(text: string, start: number, end: number): JsonString | undefined {
  const limit = Math.min(end, start + shortString + 2);
  for (let at = start + 1; at < limit; at++) {
    const code = text.charCodeAt(at);
    if (code === quote) return { type: "string", span: { start, end: at + 1 }, value: text.slice(start + 1, at) };
    if (code === backslash || code < space) return undefined;
  }
  return undefined;
}

const escape = /\\(?:["\\/bfnrt]|u[0-9a-fA-F]{4})/y;

/** Why the text at `start` is not a string. */
function stringFailure(text: string, start: number, end: number): JsonFailure {
  for (let i = start + 1; i < end; i++) {
    const code = text.charCodeAt(i);
    if (code === quote) break;
    if (code < space)
      return { code: "control-character", message: controlMessage(code), span: { start: i, end: i + 1 } };
    if (code !== backslash) continue;
    escape.lastIndex = i;
    const written = escape.exec(text)?.[0];
    if (written !== undefined && i + written.length <= end) {
      i += written.length - 1;
      continue;
    }
    if (i + 1 >= end) break;
    const unicode = text.charCodeAt(i + 1) === lowerU;
    const length = unicode ? 6 : 1 + ((text.codePointAt(i + 1) ?? 0) > 0xffff ? 2 : 1);
    return {
      code: "bad-escape",
      message: unicode ? "\\u needs four hexadecimal digits" : "JSON has no such escape",
      span: { start: i, end: Math.min(i + length, end) },
    };
  }
  return { code: "unclosed", message: "the text ends inside this string", span: { start, end: start + 1 } };
}

function controlMessage(code: number): string {
  if (code === lineFeed || code === carriageReturn) return "a line break inside a string must be written as \\n";
  if (code === tab) return "a tab inside a string must be written as \\t";
  return "control characters inside a string must be escaped";
}
