import type { DialectTool } from "../../dialect";
import { NextOccurrence } from "../../../text/nextOccurrence";
import { before } from "../blocks";
import { dumps, isDict, loads, type PyDict } from "../values/python";
import type { ServerCall, ServerReading } from "../reader";
import { propertiesOf, recordOf } from "../values/schema";
import { chainsIn } from "./headed";

const section = "<|tool_calls_section_begin|>";
const callOpen = "<|tool_call_begin|>";
const argumentsOpen = "<|tool_call_argument_begin|>";
const callClose = "<|tool_call_end|>";

const id = /^(?:functions\.)?([\w.]+):\d+$/;
const bareNumber = /^\d+$/;

/** Kimi's calls as SGLang reads them: by their id or, if that is only a number, by their keys. */
export function callsById(text: string, tools: readonly DialectTool[]): ServerReading {
  if (!text.includes(section)) return { calls: [], content: text };
  const opens = new NextOccurrence(text, callOpen);
  const heads = new NextOccurrence(text, argumentsOpen);
  const ends = new NextOccurrence(text, callClose);
  const calls: ServerCall[] = [];
  for (let open = opens.from(0); open < text.length;) {
    const start = open + callOpen.length;
    const next = opens.from(start);
    const head = heads.from(start);
    const end = ends.from(head);
    open = next;
    if (head >= next || end === text.length) continue;
    const body = text.slice(head + argumentsOpen.length, end).trim();
    if (!body.startsWith("{") || !body.endsWith("}")) continue;
    const name = nameOf(text.slice(start, head).trim(), body, tools);
    if (name !== undefined) calls.push({ name, arguments: body });
    open = opens.from(end);
  }
  return { calls, content: before(text, section) };
}

function nameOf(written: string, body: string, tools: readonly DialectTool[]): string | undefined {
  if (!bareNumber.test(written)) return id.exec(written)?.[1];
  const values = loads(body);
  if (!isDict(values)) return undefined;
  const fitting = tools.filter((tool) => {
    const known = propertiesOf(tools, tool.name);
    return values.size > 0 && [...values.keys()].every((key) => Object.hasOwn(known, key));
  });
  return fitting.length === 1 ? fitting[0]?.name : undefined;
}

/** Kimi's calls as verl reads them: every call has a name, which is guessed if no tool has it. */
export function callsByGuess(text: string, tools: readonly DialectTool[]): ServerCall[] {
  if (!text.includes(section)) return [];
  return chainsIn(text, [callOpen, argumentsOpen, callClose]).map(([written = "", body = ""]) => {
    const value = loads(body.trim());
    const values: PyDict = isDict(value) ? value : new Map();
    return { name: guessedName(written.trim(), values, tools), arguments: dumps(values) };
  });
}

function guessedName(written: string, values: PyDict, tools: readonly DialectTool[]): string {
  if (tools.some(({ name }) => name === written)) return written;
  const compact = written.toLowerCase().replaceAll("-", "_");
  const within = tools.filter(({ name }) => compact.includes(name.toLowerCase()));
  if (within.length === 1) return within[0]?.name ?? written;
  const fitting = tools.filter(({ parameters }) => {
    const required = recordOf(parameters)?.["required"];
    return Array.isArray(required) && required.length > 0 && required.every((key) => values.has(String(key)));
  });
  return fitting.length === 1 ? (fitting[0]?.name ?? written) : written;
}
