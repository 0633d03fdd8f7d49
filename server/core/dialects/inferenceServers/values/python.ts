import type { JsonNode } from "../../../json/jsonNode";
import { readJson } from "../../../json/readJson";
import { readPrefix } from "./jsonPrefix";

/**
 * A value as the servers' Python holds it. Integers are bigints and floats are numbers, since Python writes `3` and
 * `3.0` differently; objects are maps, which keep their keys in order.
 */
export type PyValue = null | boolean | string | bigint | number | readonly PyValue[] | PyDict;
export type PyDict = ReadonlyMap<string, PyValue>;

/** What `json.loads` returns; undefined if it raises. */
export function loads(text: string): PyValue | undefined {
  const read = readJson(text);
  return read.ok ? fromNode(read.node) : undefined;
}

/** What `JSONDecoder().raw_decode` returns at a place: the value and its end; undefined if it raises. */
export function rawDecode(text: string, start: number): { value: PyValue; end: number } | undefined {
  const end = readPrefix(text, start);
  if (end === undefined) return undefined;
  const read = readJson(text, { start, end });
  return read.ok ? { value: fromNode(read.node), end } : undefined;
}

function fromNode(node: JsonNode): PyValue {
  switch (node.type) {
    case "object":
      return new Map(node.members.map(({ key, value }) => [key.value, fromNode(value)]));
    case "array":
      return node.items.map(fromNode);
    case "number":
      return node.integer ? BigInt(node.value) : Number(node.value);
    default:
      return node.value;
  }
}

/** What `json.dumps(value, ensure_ascii=False)` writes. */
export function dumps(value: PyValue): string {
  if (isDict(value)) return `{${[...value].map(([key, member]) => `${quoted(key)}: ${dumps(member)}`).join(", ")}}`;
  if (Array.isArray(value)) return `[${(value as readonly PyValue[]).map(dumps).join(", ")}]`;
  if (typeof value === "string") return quoted(value);
  if (typeof value === "number") return writeFloat(value);
  if (typeof value === "boolean" || typeof value === "bigint") return value.toString();
  return "null";
}

export function isDict(value: PyValue | undefined): value is PyDict {
  return value instanceof Map;
}

/** Python leaves U+2028, U+2029, U+007F and lone surrogates unchanged. */
function quoted(text: string): string {
  let written = '"';
  for (let at = 0; at < text.length; at++) {
    const char = text.charAt(at);
    const code = text.charCodeAt(at);
    if (char === '"' || char === "\\") written += `\\${char}`;
    else if (code >= 0x20) written += char;
    else written += shortEscapes[char] ?? `\\u${code.toString(16).padStart(4, "0")}`;
  }
  return `${written}"`;
}

const shortEscapes: Readonly<Record<string, string>> = {
  "\b": "\\b",
  "\f": "\\f",
  "\n": "\\n",
  "\r": "\\r",
  "\t": "\\t",
};

/**
 * Python's `repr` of a float: JavaScript's digits, with `.0` behind whole numbers, and exponents from 1e16 and below
 * 1e-4.
 */
export function writeFloat(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity";
  if (Object.is(value, -0)) return "-0.0";
  const size = Math.abs(value);
  if (size !== 0 && (size >= 1e16 || size < 1e-4)) {
    const [digits = "", exponent = ""] = value.toExponential().split("e");
    const power = exponent.replace(/^[+-]/, "").padStart(2, "0");
    return `${digits}e${exponent.startsWith("-") ? "-" : "+"}${power}`;
  }
  return Number.isInteger(value) ? `${String(value)}.0` : String(value);
}

/** Python refuses to convert more digits. */
const maxDigits = 4300;
const integerForm = /^[-+]?\d+(?:_\d+)*$/;
const floatForm = /^[-+]?(?:\d+(?:_\d+)*(?:\.(?:\d+(?:_\d+)*)?)?|\.\d+(?:_\d+)*)(?:e[-+]?\d+)?$/i;

/** What `int(text)` returns; undefined if it raises. */
export function toInteger(text: string): bigint | undefined {
  const trimmed = text.trim();
  if (trimmed.length > maxDigits || !integerForm.test(trimmed)) return undefined;
  return BigInt(trimmed.replaceAll("_", "").replace(/^\+/, ""));
}

/** What `float(text)` returns; undefined if it raises. */
export function toFloat(text: string): number | undefined {
  const trimmed = text.trim();
  if (floatForm.test(trimmed)) return Number(trimmed.replaceAll("_", ""));
  const word = trimmed.toLowerCase().replace(/^[-+]/, "");
  const sign = trimmed.startsWith("-") ? -1 : 1;
  if (word === "inf" || word === "infinity") return sign * Infinity;
  return word === "nan" ? NaN : undefined;
}

/** A whole float as an integer; any other float, including those that are not finite, unchanged. */
export function wholeAsInteger(value: number): PyValue {
  return Number.isInteger(value) ? BigInt(value) : value;
}
