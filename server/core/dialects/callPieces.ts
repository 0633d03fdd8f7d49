import type { JsonFailure } from "../json/jsonNode";
import { isPlainObject, LazyJson, readLazily } from "../json/lazyJson";
import { readJson } from "../json/readJson";
import { readLines } from "../parse/run";
import type { Span } from "../text/span";

/** The text in the place of one call: usually a line; several lines if one value covers them. */
export interface CallPiece {
  /** Without the white space around it. */
  readonly span: Span;
  /** How many lines it covers. */
  readonly lines: number;
  /** `call`: one object. `several`: objects side by side. `array`: a JSON array of objects. `broken`: see `failure`. */
  readonly form: "call" | "several" | "array" | "broken";
  /** The calls in it, all of them objects; none if it is broken. */
  readonly values: readonly LazyJson[];
  /** Why it is no call: the reader's codes, or `no-object` for JSON of another kind. */
  readonly failure: JsonFailure | undefined;
}

/**
 * Cuts the lines of `range` into pieces: one for each line, none for blank lines, one for a value over several lines.
 */
export function cutLines(text: string, range: Span): CallPiece[] {
  const lines = readLines(text, range).map((line) => trim(text, line));
  const pieces: CallPiece[] = [];
  const budget = { characters: 4 * (range.end - range.start) };
  for (let i = 0; i < lines.length;) {
    const line = lines[i] as Span;
    if (line.start === line.end) {
      i++;
      continue;
    }
    let piece = readPiece(text, line, 1);
    let last = i;
    if (piece.form === "broken") {
      last = lastLineOf(text, lines, i, budget);
      const end = lines[last]?.end ?? line.end;
      if (last > i) piece = readPiece(text, { start: line.start, end }, last - i + 1);
    }
    pieces.push(piece);
    i = last + 1;
  }
  return pieces;
}

/** Reads all of `range` as one piece. */
export function readWhole(text: string, range: Span): CallPiece[] {
  const whole = trim(text, range);
  return whole.start === whole.end ? [] : [readPiece(text, whole, readLines(text, whole).length)];
}

function readPiece(text: string, span: Span, lines: number): CallPiece {
  const read = readLazily(text, span);
  if (read.ok) {
    const { value } = read.json;
    if (isPlainObject(value)) return { span, lines, form: "call", values: [read.json], failure: undefined };
    if (Array.isArray(value) && value.length > 0 && value.every(isPlainObject)) {
      return { span, lines, form: "array", values: itemsOf(read.json, value), failure: undefined };
    }
    const failure = { code: "no-object", message: `a call is a JSON object, and this is ${describe(value)}`, span };
    return { span, lines, form: "broken", values: [], failure };
  }
  const several = read.failure.code === "extra-data" ? readSequence(text, span) : undefined;
  if (several !== undefined) return { span, lines, form: "several", values: several, failure: undefined };
  return { span, lines, form: "broken", values: [], failure: read.failure };
}

function itemsOf(array: LazyJson, values: readonly unknown[]): LazyJson[] {
  const { node } = array;
  if (node.type !== "array") return [];
  return node.items.map((item, i) => new LazyJson(array.text, item.span, values[i], item));
}

/** Objects side by side, with white space or a comma between; undefined if anything else stands there. */
function readSequence(text: string, range: Span): LazyJson[] | undefined {
  const values: LazyJson[] = [];
  for (let start = range.start; ;) {
    const read = readJson(text, { start, end: range.end });
    if (!read.ok && read.failure.code !== "extra-data") return undefined;
    let next = read.ok ? range.end : read.failure.span.start;
    const value = readLazily(text, trim(text, { start, end: next }));
    if (!value.ok || !isPlainObject(value.json.value)) return undefined;
    values.push(value.json);
    if (read.ok) return values;
    if (text[next] === ",") next = trim(text, { start: next + 1, end: range.end }).start;
    start = next;
  }
}

/**
 * The line that closes the brackets opened on line `first`; `first` itself if they are never closed.
 *
 * At first, a string is assumed to end with its line, as in JSON. If that finds no end, a line break may have been
 * written raw inside a string; but a line that then begins like another call shows that it was not.
 */
function lastLineOf(text: string, lines: readonly Span[], first: number, budget: { characters: number }): number {
  for (const stringsOverLines of [false, true]) {
    const last = balancedLine(text, lines, first, stringsOverLines, budget);
    if (last !== undefined) return last;
  }
  return first;
}

function balancedLine(
  text: string,
  lines: readonly Span[],
  first: number,
  stringsOverLines: boolean,
  budget: { characters: number },
): number | undefined {
  let depth = 0;
  let inString = false;
  for (let i = first; i < lines.length && budget.characters > 0; i++) {
    const { start, end } = lines[i] as Span;
    budget.characters -= end - start + 1;
    if (inString && (text[start] === "{" || text[start] === "[")) return undefined;
    for (let at = start; at < end; at++) {
      const code = text.charCodeAt(at);
      if (code === quote) inString = !inString;
      else if (inString) at += code === backslash ? 1 : 0;
      else if (code === openBrace || code === openBracket) depth++;
      else if (code === closeBrace || code === closeBracket) depth--;
    }
    if (!stringsOverLines) inString = false;
    if (depth <= 0 && !inString) return i;
  }
  return undefined;
}

const quote = 0x22;
const openBracket = 0x5b;
const backslash = 0x5c;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** The range without JSON's white space at its ends; an empty span at the end if nothing is left. */
function trim(text: string, range: Span): Span {
  let { start, end } = range;
  while (start < end && isJsonSpace(text.charCodeAt(start))) start++;
  while (end > start && isJsonSpace(text.charCodeAt(end - 1))) end--;
  return { start, end };
}

function isJsonSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function describe(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return value.length === 0 ? "an empty array" : "an array of other things";
  return typeof value === "string" ? "a string" : typeof value === "number" ? "a number" : "true or false";
}
