import { readLooseJson, valueOf, writeJson } from "../../json/looseJson";
import type { TextEdit } from "../../text/edits";
import type { Span } from "../../text/span";
import { makeCall, type Argument, type Call } from "../call";
import type { DialectTool, PythonicData } from "../dialect";
import { needsCloser, type Dialect, type Marker } from "../marks";
import {
  fault,
  isAtEnd,
  isListed,
  markerFrom,
  safely,
  skipSpace,
  skipSpaceBack,
  type Body,
  type Context,
  type Fault,
  type Piece,
  type PlainCall,
} from "../reading";

/** `[N(k=literal, …)]`: Llama's, LFM2's, OLMo's form. */
export const pythonic: Body = {
  read,
  readBare,
  begins: (_, rest) => /^\[?[\w.]*$/.test(rest),
  beginsBare: (rest) => /^\[(?:[A-Za-z_][\w.]*)?$/.test(rest),
  write,
};

function optionsOf(dialect: Dialect): PythonicData {
  return dialect.body as PythonicData;
}

function read(context: Context, index: number): Piece | undefined {
  const { text, markers, dialect } = context;
  const opener = markers[index] as Marker;
  if (opener.role !== "block" || opener.closer) return undefined;
  const faults: Fault[] = [];
  let at = skipSpace(text, opener.end, context.end);
  const list = readCalls(context, at, faults);
  if (list === undefined || list.calls.length === 0) return undefined;
  at = list.end;
  const closer = markers[markerFrom(markers, at)];
  const isClosed = closer?.role === "block" && closer.closer && skipSpace(text, at, context.end) === closer.start;
  const mark = dialect.frame.block;
  if (!isClosed && needsCloser(mark) && !list.cut) {
    const edit = { span: { start: at, end: at }, text: mark.close };
    const message = `${opener.right ?? text.slice(opener.start, opener.end)} is never closed`;
    faults.push(fault("unclosed-tag", opener, message, safely(`Close it with ${mark.close.trim()}`, edit)));
  }
  const span = { start: opener.start, end: isClosed ? closer.end : at };
  return { span, calls: list.calls, faults, cut: list.cut };
}

interface List {
  readonly calls: Call[];
  readonly end: number;
  readonly cut: boolean;
}

/** A list of calls in brackets, or calls on lines of their own. */
function readCalls(context: Context, start: number, faults: Fault[]): List | undefined {
  const { text } = context;
  const isList = text[start] === "[";
  let at = isList ? skipSpace(text, start + 1, context.end) : start;
  const calls: Call[] = [];
  const lost: TextEdit[] = [];
  for (;;) {
    const read = readCall(context, at, faults, isList ? "]" : undefined);
    if (read === undefined) {
      if (calls.length === 0) return undefined;
      break;
    }
    calls.push(read.call);
    at = read.end;
    if (read.lostParenthesis) lost.push({ span: { start: at, end: at }, text: ")" });
    if (!read.call.complete) return { calls, end: context.end, cut: true };
    const next = skipSpace(text, at, context.end);
    if (isList && text[next] === "]") {
      const end = next + 1;
      if (lost.length > 0) {
        const message = "a parenthesis is never closed: no reader takes the list";
        const fix = { title: "Close it", safe: false, edits: lost };
        faults.push(fault("tool-call-layout", { start, end }, message, fix));
      }
      return { calls, end, cut: false };
    }
    if (isList && text[next] === ",") at = skipSpace(text, next + 1, context.end);
    else if (!isList && optionsOf(context.dialect).holds === "lines" && next > at && next < context.end) at = next;
    else break;
  }
  if (isList) {
    const cut = skipSpace(text, at, context.end) >= context.end;
    if (!cut) return undefined;
    const isMarked = needsCloser(context.dialect.frame.block);
    if ((isMarked && isAtEnd(text, at)) || text[skipSpaceBack(text, at, start) - 1] === ",") {
      return { calls, end: context.end, cut: true };
    }
    const edit = { span: { start: at, end: at }, text: "]" };
    const fix = { title: "Close it", safe: false, edits: [edit] };
    faults.push(fault("tool-call-layout", { start, end: at }, "the list is never closed", fix));
  }
  return { calls, end: at, cut: false };
}

function readCall(
  context: Context,
  start: number,
  faults: Fault[],
  listEnd: string | undefined,
): { call: Call; end: number; lostParenthesis: boolean } | undefined {
  const { text, dialect, tools, end } = context;
  const { suffix } = optionsOf(dialect);
  const head = /([A-Za-z_][\w.-]{0,200})\(/y;
  head.lastIndex = start;
  const match = head.exec(text);
  if (match === null || head.lastIndex > end) return undefined;
  let name = match[1] ?? "";
  if (suffix !== undefined) {
    if (!name.endsWith(suffix)) return undefined;
    name = name.slice(0, -suffix.length);
  }
  let at = head.lastIndex;
  const insertAt = at;
  const read: Argument[] = [];
  const positional: Span[] = [];
  const positionalEdits: TextEdit[] = [];
  let complete = true;
  let lostParenthesis = false;
  for (;;) {
    at = skipSpace(text, at, end);
    if (at >= end) {
      complete = false;
      break;
    }
    if (text[at] === ")") {
      at++;
      break;
    }
    if (text[at] === listEnd) {
      lostParenthesis = true;
      break;
    }
    if (text[at] === ",") {
      at++;
      continue;
    }
    const key = /([A-Za-z_]\w{0,200})\s*=(?!=)/y;
    key.lastIndex = at;
    const found = key.exec(text);
    const keyStart = at;
    const valueStart = found === null ? at : skipSpace(text, key.lastIndex, end);
    const limit = valueLimit(context, valueStart);
    const json = readLooseJson(text, { start: valueStart, end: limit });
    if (json === undefined) return undefined;
    const { node } = json;
    if (json.cut || node.span.end === valueStart) {
      if (limit < end) return undefined;
      complete = false;
      break;
    }
    const isWord = json.repairs.some(({ code, span }) => code === "bare-word" && span.start === valueStart);
    if (isWord) return undefined;
    at = node.span.end;
    const argumentName = found?.[1] ?? parameterAt(tools, name, positional.length);
    if (argumentName === undefined) return undefined;
    if (found === null) {
      positional.push(node.span);
      positionalEdits.push({ span: { start: keyStart, end: keyStart }, text: `${argumentName}=` });
    }
    read.push({
      name: argumentName,
      value: valueOf(node),
      written: text.slice(node.span.start, node.span.end),
      namePlace: found === null ? node.span : { start: keyStart, end: keyStart + argumentName.length },
      valuePlace: node.span,
      place: { start: keyStart, end: node.span.end },
      typedBy: "literal",
    });
  }
  const nameStart = start;
  const place = { start, end: complete ? at : end };
  if (positional.length > 0 && complete) {
    const span = isAlone(text, start, at) ? { start: start - 1, end: at + 1 } : place;
    const message = "arguments need their names: no reader takes positional ones";
    faults.push(fault("tool-call-parameters", span, message, safely("Write the names", ...positionalEdits)));
  }
  const wide = positional.length > 0 && isAlone(text, start, at);
  const call = makeCall({
    name,
    namePlace: { start: nameStart, end: nameStart + name.length },
    id: undefined,
    arguments: read,
    argumentsPlace: { start: insertAt, end: Math.max(insertAt, place.end - 1) },
    place: wide ? { start: start - 1, end: at + 1 } : place,
    outer: place,
    dialect: dialect.id,
    complete,
    syntax: {
      name: (to) => to,
      value: (value, argument) => [{ span: argument.valuePlace, text: writeLiteral(dialect, value) }],
      argument: (argument, value) => `${argument}=${writeLiteral(dialect, value)}`,
      separator: ", ",
      insertAt,
    },
  });
  return { call, end: place.end, lostParenthesis };
}

/** Is it the only call of a list? */
function isAlone(text: string, start: number, end: number): boolean {
  return text[start - 1] === "[" && text[end] === "]";
}

/** Where the search for a literal stops: at the text's end, or at the block's closer. */
function valueLimit(context: Context, from: number): number {
  const { markers, end } = context;
  for (let i = markerFrom(markers, from); i < markers.length; i++) {
    const marker = markers[i] as Marker;
    if (marker.start >= end) break;
    if (marker.role === "block" && marker.closer) return marker.start;
  }
  return end;
}

/** The name of the n-th parameter of a tool, required ones first. */
function parameterAt(tools: readonly DialectTool[], tool: string, index: number): string | undefined {
  const parameters = tools.find(({ name }) => name === tool)?.parameters as
    { properties?: Record<string, unknown>; required?: string[] } | undefined;
  if (parameters?.properties === undefined) return undefined;
  const required = Array.isArray(parameters.required) ? parameters.required : [];
  const rest = Object.keys(parameters.properties).filter((name) => !required.includes(name));
  return [...required, ...rest][index];
}

function readBare(context: Context, range: Span): Piece[] {
  const { text, tools, dialect } = context;
  if (dialect.bare !== true) return [];
  const pieces: Piece[] = [];
  const opener = /\[\s*[A-Za-z_][\w.-]*\(|(?<=^|\n)[ \t]*[A-Za-z_][\w.-]*\(/g;
  // Only the range is searched: the next bracket may be far behind it.
  const searched = text.slice(range.start, range.end);
  for (let match = opener.exec(searched); match !== null; match = opener.exec(searched)) {
    const at = skipSpace(text, range.start + match.index, range.end);
    const isList = text[at] === "[";
    const faults: Fault[] = [];
    const list = readCalls({ ...context, end: range.end }, at, faults);
    if (list === undefined || list.calls.length === 0) {
      const name = isList ? /\[\s*([A-Za-z_][\w.-]*)\(/y.exec(text.slice(at, at + 200))?.[1] : undefined;
      if (name === undefined || !isListed(tools, name)) continue;
      const told = fault(
        "tool-call-json",
        { start: at, end: at + 1 },
        "this list of calls cannot be read: no reader takes it",
      );
      pieces.push({ span: { start: at, end: at }, calls: [], faults: [told], cut: false });
      continue;
    }
    const isMeant = list.calls.every(({ name }) => name !== undefined && isListed(tools, name));
    if (!isList && !isMeant) continue;
    if (isList && !isMeant && !list.calls.every((call) => call.arguments.length > 0)) continue;
    const span = { start: at, end: list.end };
    if (!isList) {
      const edits = [
        { span: { start: at, end: at }, text: "[" },
        { span: { start: list.end, end: list.end }, text: "]" },
      ];
      const message = "a list of calls stands in brackets";
      faults.push(fault("tool-call-layout", span, message, { title: "Add the brackets", safe: false, edits }));
    }
    pieces.push({ span, calls: list.calls, faults, cut: list.cut });
    opener.lastIndex = Math.max(opener.lastIndex, list.end - range.start);
  }
  return pieces;
}

function writeLiteral(dialect: Dialect, value: unknown): string {
  const isJson = optionsOf(dialect).jsonWords === true;
  if (typeof value === "string") return isJson ? JSON.stringify(value) : quoted(value);
  if (value === null || value === undefined) return isJson ? "null" : "None";
  if (typeof value === "boolean") return isJson ? String(value) : value ? "True" : "False";
  if (Array.isArray(value)) return `[${value.map((item) => writeLiteral(dialect, item)).join(", ")}]`;
  if (typeof value === "object") {
    const members = Object.entries(value).map(
      ([key, of]) => `${writeLiteral(dialect, key)}: ${writeLiteral(dialect, of)}`,
    );
    return `{${members.join(", ")}}`;
  }
  return writeJson(value);
}

/** Writes a string like Python's repr. */
function quoted(value: string): string {
  const quote = value.includes("'") && !value.includes('"') ? '"' : "'";
  const escaped = value
    .replaceAll("\\", "\\\\")
    .replaceAll("\n", "\\n")
    .replaceAll("\r", "\\r")
    .replaceAll("\t", "\\t")
    .replaceAll(quote, `\\${quote}`);
  return quote + escaped + quote;
}

function write(dialect: Dialect, calls: readonly PlainCall[]): string {
  const block = dialect.frame.block;
  const { suffix = "" } = optionsOf(dialect);
  const written = calls.map(
    (call) =>
      `${call.name}${suffix}(${Object.entries(call.arguments)
        .map(([key, value]) => `${key}=${writeLiteral(dialect, value)}`)
        .join(", ")})`,
  );
  const inner = optionsOf(dialect).holds === "lines" ? written.join("\n") : `[${written.join(", ")}]`;
  const isOptional = block?.optional === true;
  return (isOptional ? "" : (block?.open ?? "")) + inner + (isOptional ? "" : (block?.close ?? ""));
}
