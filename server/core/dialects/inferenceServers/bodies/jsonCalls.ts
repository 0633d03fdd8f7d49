import { dumps, isDict, loads, type PyValue } from "../values/python";
import type { ServerCall } from "../reader";

export interface JsonCallsData {
  /** The arguments are under the first of these keys that is not empty. */
  readonly arguments: readonly string[];
  /**
   * If true, reading fails without name and arguments; otherwise a call without a name is left out, and missing
   * arguments are `{}`.
   */
  readonly required: boolean;
  readonly lists: boolean;
}

/** The call or list of calls in a JSON text; undefined if the server raises an error. */
export function jsonCalls(text: string, data: JsonCallsData): ServerCall[] | undefined {
  const value = loads(text);
  return value === undefined ? undefined : callsOf(value, data);
}

/** The same for a value that is already read. */
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

/** Is it false in Python? */
function isEmpty(value: PyValue | undefined): boolean {
  if (isDict(value)) return value.size === 0;
  if (Array.isArray(value)) return value.length === 0;
  return value === undefined || value === null || value === false || value === "" || value === 0 || value === 0n;
}
