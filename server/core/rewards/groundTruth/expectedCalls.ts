import { member, type JsonMember, type JsonNode, type JsonObject, type JsonString } from "../../json/jsonNode";
import { readJson } from "../../json/readJson";
import type { Span } from "../../text/span";

/** An argument that a ground truth asks for. */
export interface ExpectedArgument {
  readonly key: JsonString;
  /** As written: the value, or the list of its alternatives. */
  readonly value: JsonNode;
  /** The accepted values. */
  readonly choices: readonly JsonNode[];
  readonly mayBeAbsent: boolean;
}

/** A call that a ground truth asks for. */
export interface ExpectedCall {
  readonly name: JsonMember | undefined;
  readonly toolName: string;
  readonly span: Span;
  readonly arguments: readonly ExpectedArgument[];
  /** Whether texts are compared as BFCL does: without ` ,./-_*^`, in lower case. */
  readonly loosely: boolean;
}

/** What a JSON ground truth asks for. */
export type Expected =
  | { readonly kind: "calls"; readonly calls: readonly ExpectedCall[] }
  /** It begins like a list of calls but breaks off or is no JSON. */
  | { readonly kind: "unreadable"; readonly why: string; readonly span: Span };

/** Keys that formats use for a call's arguments. */
const argumentKeys = ["arguments", "parameters", "kwargs", "args", "params", "input"];

/**
 * The calls of a JSON ground truth: a list of calls or one (`{name, arguments}`, also `parameters`, `kwargs`, and
 * OpenAI's `{function: {name, arguments}}` with arguments as an object or as JSON text), a dialogue whose turns have
 * `tool_calls` or `actions`, or BFCL's possible answers (`{f: {parameter: [alternatives]}}`). Undefined if it is none
 * of these.
 */
export function expectedCalls(text: string): Expected | undefined {
  if (!/^\s*[[{]/.test(text)) return undefined;
  const read = readJson(text);
  if (!read.ok) {
    const isOfCalls = /^\s*(?:\[\s*)?\{\s*"(?:name|function|type)"/.test(text);
    return isOfCalls ? { kind: "unreadable", why: read.failure.message, span: read.failure.span } : undefined;
  }
  const items = read.node.type === "array" ? read.node.items : [read.node];
  const calls: ExpectedCall[] = [];
  for (const item of items) {
    const found = callsIn(item);
    if (found === undefined) return undefined;
    calls.push(...found);
  }
  return calls.length === 0 ? undefined : { kind: "calls", calls };
}

/** The calls of one item; undefined if a list of calls cannot hold such an item. */
function callsIn(item: JsonNode): readonly ExpectedCall[] | undefined {
  if (item.type !== "object") return undefined;
  const held = (member(item, "tool_calls") ?? member(item, "actions"))?.value;
  if (held?.type === "array") return held.items.flatMap((each) => (each.type === "object" ? (named(each) ?? []) : []));
  // A turn without calls.
  if (member(item, "role") !== undefined) return [];
  const call = named(item) ?? possibleAnswer(item);
  return call && [call];
}

function named(object: JsonObject): ExpectedCall | undefined {
  const inner = member(object, "function")?.value;
  const call = inner?.type === "object" ? inner : object;
  const name = member(call, "name");
  const given = argumentKeys.map((key) => member(call, key)?.value).find((value) => value !== undefined);
  const values = given?.type === "string" ? objectIn(given) : given;
  if (name?.value.type !== "string" || values?.type !== "object") return undefined;
  return {
    name,
    toolName: name.value.value,
    span: object.span,
    loosely: false,
    arguments: values.members.map(({ key, value }) => ({ key, value, choices: [value], mayBeAbsent: false })),
  };
}

/** Arguments given as JSON in a text. Their places are in that text. */
function objectIn({ value, span }: JsonString): JsonObject | undefined {
  const read = readJson(value);
  if (!read.ok || read.node.type !== "object") return undefined;
  const members = read.node.members.map((each) => ({
    key: { ...each.key, span },
    value: { ...each.value, span },
  }));
  return { type: "object", span, members };
}

/**
 * BFCL: the only key is the function's name. Each parameter lists its accepted values; `""` among them means that it
 * may be absent.
 */
function possibleAnswer({ members, span }: JsonObject): ExpectedCall | undefined {
  const [only, ...others] = members;
  if (only?.value.type !== "object" || others.length > 0) return undefined;
  const given: ExpectedArgument[] = [];
  for (const { key, value } of only.value.members) {
    if (value.type !== "array") return undefined;
    const choices = value.items.filter((each) => !(each.type === "string" && each.value === ""));
    const [choice, ...more] = choices;
    const shown = choice !== undefined && more.length === 0 ? choice : value;
    given.push({ key, value: shown, choices, mayBeAbsent: choices.length < value.items.length });
  }
  const name: JsonMember = { key: only.key, value: only.key };
  return { name, toolName: only.key.value, span, arguments: given, loosely: true };
}
