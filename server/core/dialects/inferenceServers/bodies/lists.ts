import { isWhitespace } from "../../../python/whitespace";
import type { DialectTool } from "../../dialect";
import { readPrefix } from "../values/jsonPrefix";
import { dumps, isDict, loads, rawDecode, type PyValue } from "../values/python";
import type { ServerCall, ServerReading } from "../reader";
import { isKnown } from "../values/schema";
import { callsOf } from "./jsonCalls";

const mark = "[TOOL_CALLS]";

/** Mistral's list behind its mark, as vLLM reads it with a tokenizer before v11: only the first value is read. */
export function markedList(text: string): ServerReading {
  const at = text.indexOf(mark);
  if (at < 0) return { calls: [], content: text };
  const written = text.slice(at + mark.length).trimStart();
  const read = rawDecode(written, 0);
  const calls =
    read === undefined ? undefined : callsOf(read.value, { arguments: ["arguments"], required: true, lists: true });
  if (calls === undefined) {
    return { calls: [], content: text.replaceAll(mark, ""), error: "the list cannot be read" };
  }
  return { calls, content: text.slice(0, at) };
}

const listMark = "[TOOL_CALLS] [";
const argumentsMark = "[ARGS]";

/** Both of Mistral's forms as SGLang reads them: a list if there is one anywhere, else name and arguments. */
export function listOrNamed(text: string, tools: readonly DialectTool[]): ServerReading {
  const at = text.indexOf(mark);
  if (at < 0) return { calls: [], content: text };
  const lead = text.slice(0, at).trim();
  const list = text.indexOf(listMark, at);
  return list >= 0 ? readList(text, list, lead, tools) : readNamed(text, at, lead, tools);
}

function readList(text: string, at: number, lead: string, tools: readonly DialectTool[]): ServerReading {
  const start = at + listMark.length - 1;
  const end = readPrefix(text, start);
  if (end === undefined) return { calls: [], content: lead };
  const value = loads(text.slice(start, end));
  const calls =
    value === undefined
      ? []
      : (callsOf(value, { arguments: ["parameters", "arguments"], required: false, lists: true }) ?? []);
  return { calls: calls.filter(({ name }) => isKnown(tools, name)), content: joined(lead, text.slice(end)) };
}

function readNamed(text: string, first: number, lead: string, tools: readonly DialectTool[]): ServerReading {
  const calls: ServerCall[] = [];
  let at = first;
  while (text.startsWith(mark, at)) {
    const named = namedAt(text, at + mark.length);
    if (named === undefined) break;
    if (isKnown(tools, named.name)) calls.push({ name: named.name, arguments: dumps(named.value) });
    at = named.end;
  }
  // If nothing is read, the text behind the mark is lost.
  return { calls, content: at === first ? lead : joined(lead, text.slice(at)) };
}

function namedAt(text: string, start: number): { name: string; value: PyValue; end: number } | undefined {
  const args = text.indexOf(argumentsMark, start);
  const name = args < 0 ? "" : text.slice(start, args).trim();
  if (name === "") return undefined;
  let at = args + argumentsMark.length;
  while (isWhitespace(text.charCodeAt(at))) at++;
  const read = rawDecode(text, at);
  const isBody = isDict(read?.value) || Array.isArray(read?.value);
  return read === undefined || !isBody ? undefined : { name, value: read.value, end: read.end };
}

function joined(lead: string, behind: string): string {
  return `${lead} ${behind.trim()}`.trim();
}
