import { dumps, isDict, loads, type PyValue } from "../values/python";
import type { ServerCall } from "../reader";

export interface JsonCallsData {
  /** Where the arguments stand: the first of these keys with something in it. */
  readonly arguments: readonly string[];
  /** Without name and arguments reading fails; else a missing name is that of no tool, and missing arguments are `{}`. */
  readonly required: boolean;
  readonly lists: boolean;
}

/** The call, or list of calls, that a text is as JSON; undefined where the server's reading of it raises. */
export function jsonCalls(text: string, data: JsonCallsData): ServerCall[] | undefined {
  const value = loads(text);
  return value === undefined ? undefined : callsOf(value, data);
}

/** The same of a value that is read already. */
export function callsOf(value: PyValue, data: JsonCallsData): ServerCall[] | undefined {
  const values = Array.isArray(value) && data.lists ? (value as readonly PyValue[]) : [value];
  const calls: ServerCall[] = [];
  for (const one of values) {
    if (!isDict(one)) return undefined;
    const name = one.get("name");
    const found = data.required
      ? one.get(data.arguments.find((key) => one.has(key)) ?? "")
      : (data.arguments.map((key) => one.get(key)).find((member) => !isEmpty(member)) ?? new Map<string, PyValue>());
    if (data.required && (typeof name !== "string" || found === undefined)) return undefined;
    if (typeof name === "string" && found !== undefined) calls.push({ name, arguments: dumps(found) });
  }
  return calls;
}

/** What Python takes for false. */
function isEmpty(value: PyValue | undefined): boolean {
  if (isDict(value)) return value.size === 0;
  if (Array.isArray(value)) return value.length === 0;
  return value === undefined || value === null || value === false || value === "" || value === 0 || value === 0n;
}
