import { closingsOf, type Closing } from "../json/closings";
import type { JsonNode } from "../json/jsonNode";
import { valueOf } from "../json/looseJson";
import type { DialectTool } from "./dialect";
import { fitsTool } from "./schemaFit";

/** How a call's JSON may be closed. */
export interface MeantClosings {
  /** Those that can be meant, in the order of the text; none if they are too many to tell. */
  readonly ways: readonly Closing[];
  /** Is there only one that can be meant? */
  readonly isCertain: boolean;
}

/** The members of a call's own object, in the words of all dialects. */
const callWords: ReadonlySet<string> = new Set([
  ...["name", "function", "tool_name", "tool", "function_name", "type", "index", "id", "tool_call_id"],
  ...["arguments", "parameters", "args", "input", "params"],
]);

/** More ways than these are no offer. */
const maxWays = 4;

/**
 * The ways to close a call's arguments that lack brackets. A way is meant if it fits the tool's parameters; of several
 * that fit, and where no schema is known, nobody can tell.
 *
 * @param text JSON that would be whole with `missing` more closers at its end
 */
export function closedArguments(
  text: string,
  missing: number,
  name: string | undefined,
  tools: readonly DialectTool[],
): MeantClosings {
  return meantAmong(closingsOf(text, missing), (value) => fitsTool(tools, name, value));
}

/** The same for a call as one object with its name and arguments, or a list of them. Readers pass over other members. */
export function closedCall(text: string, missing: number, tools: readonly DialectTool[]): MeantClosings {
  const asCalls = closingsOf(text, missing, (name) => callWords.has(name));
  const ways = asCalls?.length === 0 ? closingsOf(text, missing) : asCalls;
  return meantAmong(ways, (value) => {
    const fitting = (Array.isArray(value) ? value : [value]).map((one) => {
      const call = callIn(one);
      return call !== undefined && fitsTool(tools, call.name, call.arguments);
    });
    return fitting.includes(false) ? false : fitting.includes(undefined) ? undefined : true;
  });
}

function meantAmong(
  ways: readonly Closing[] | undefined,
  fits: (value: unknown) => boolean | undefined,
): MeantClosings {
  if (ways === undefined) return { ways: [], isCertain: false };
  if (ways.length === 1) return { ways, isCertain: true };
  // Where nothing is known of a way, it may be meant.
  const possible = ways.filter(({ node }) => !hasRepeatedName(node) && fits(valueOf(node)) !== false);
  if (possible.length === 1) return { ways: possible, isCertain: true };
  const told = possible.length > 0 ? possible : ways;
  return { ways: told.length > maxWays ? [] : told, isCertain: false };
}

function callIn(value: unknown): { readonly name: string | undefined; readonly arguments: unknown } | undefined {
  if (!isObject(value)) return undefined;
  const inner = value["function"];
  if (isObject(inner) && !Object.hasOwn(value, "name")) return callIn(inner);
  const name = ["name", "tool_name", "tool", "function", "function_name"].map((key) => value[key]).find(isText);
  const given = ["arguments", "parameters", "args", "input", "params"].find((key) => Object.hasOwn(value, key));
  return { name, arguments: given === undefined ? {} : value[given] };
}

function hasRepeatedName(node: JsonNode): boolean {
  if (node.type === "array") return node.items.some(hasRepeatedName);
  if (node.type !== "object") return false;
  const names = new Set(node.members.map(({ key }) => key.value));
  return names.size < node.members.length || node.members.some(({ value }) => hasRepeatedName(value));
}

function isText(value: unknown): value is string {
  return typeof value === "string";
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
