import type { DialectTool } from "../../dialect";
import { NextOccurrence } from "../../../text/nextOccurrence";
import { dumps, loads, type PyValue } from "../values/python";
import type { ServerCall } from "../reader";
import { typed, type Typing } from "../values/typing";
import { parametersIn, type ParametersData } from "./parameters";

/** Functions with their parameters in tags: `<function=name>…</function>`, `<invoke name="name">…</invoke>`. */
export interface FunctionsData {
  readonly open: string;
  readonly nameEnd: string;
  readonly close: string;
  /** A function without its closer reaches to the end or is lost. */
  readonly unclosed: "read" | "lost";
  /** What happens to a function whose name does not end. */
  readonly nameless: "skipped" | "fails";
  readonly trimName: boolean;
  /** A name that holds this is not a function's. */
  readonly nameWithout?: string;
  /** Only the first is read. */
  readonly first?: true;
  readonly parameters: ParametersData;
  /** `flag`: typed by the parameter's head. */
  readonly typing: Typing | "flag";
}

/** The functions in a text; undefined if the server raises an error. */
export function functionCalls(
  text: string,
  data: FunctionsData,
  tools: readonly DialectTool[],
): ServerCall[] | undefined {
  const opens = new NextOccurrence(text, data.open);
  const closes = new NextOccurrence(text, data.close);
  const calls: ServerCall[] = [];
  for (let at = 0; ;) {
    const start = opens.from(at);
    if (start === text.length) return calls;
    const inside = start + data.open.length;
    const end = closes.from(inside);
    if (end === text.length && data.unclosed === "lost") return calls;
    at = Math.min(end + data.close.length, text.length);
    const inner = text.slice(inside, end);
    const nameEnd = inner.indexOf(data.nameEnd);
    const name = inner.slice(0, Math.max(0, nameEnd));
    if (nameEnd < 0 && data.nameless === "fails") return undefined;
    if (nameEnd < 0 || (data.nameWithout !== undefined && name.includes(data.nameWithout))) continue;
    calls.push(callOf(data.trimName ? name.trim() : name, inner.slice(nameEnd + data.nameEnd.length), data, tools));
    if (data.first === true) return calls;
  }
}

function callOf(name: string, body: string, data: FunctionsData, tools: readonly DialectTool[]): ServerCall {
  const values = new Map<string, PyValue>();
  for (const one of parametersIn(body, data.parameters)) {
    const value =
      data.typing === "flag" ? flagged(one.text, one.flag) : typed(data.typing, one.text, tools, name, one.name);
    values.set(one.name, value);
  }
  return { name, arguments: dumps(values) };
}

/** A value whose head says whether it is a string: if not, it is read as JSON, or kept as text if it is not JSON. */
export function flagged(text: string, flag: string | undefined): PyValue {
  if (flag === "true") return text;
  const value = loads(text);
  return value === undefined ? text : value;
}
