import { member, type JsonNode, type JsonObject } from "../../json/jsonNode";
import type { Span } from "../../text/span";
import { makeCall, type Argument, type Call } from "../call";
import type { JsonCallData } from "../dialect";
import type { Dialect } from "../marks";
import { fault, safely, type Context, type Fault } from "../reading";
import { jsonValue } from "../typing";
import { argumentsOfNode, jsonSyntax } from "./jsonBody";

/** A dialect's options for such calls. */
export function jsonCallOptions(dialect: Dialect): JsonCallData {
  return dialect.body as JsonCallData;
}

/** The keys under which models write the name, and the arguments. */
export const nameKeys = ["name", "function", "tool_name", "tool", "function_name"];
export const argumentKeys = ["arguments", "parameters", "args", "input", "params"];

export function looksLikeCall(context: Context, node: JsonObject): boolean {
  const { keyed } = jsonCallOptions(context.dialect);
  if (keyed === true) return node.members.length === 1 && node.members[0]?.value.type === "object";
  return (
    nameKeys.some((key) => member(node, key) !== undefined) ||
    argumentKeys.some((key) => member(node, key) !== undefined)
  );
}

/** Reads an object as a call and reports what is wrong with its keys. */
export function callOf(
  context: Context,
  object: JsonObject,
  place: Span,
  outer: Span,
  complete: boolean,
  faults: Fault[],
): Call {
  const { text, dialect } = context;
  const options = jsonCallOptions(dialect);
  let node = object;
  const wrapped = member(object, "function")?.value;
  if (wrapped?.type === "object" && member(object, "name") === undefined) {
    const edit = { span: object.span, text: text.slice(wrapped.span.start, wrapped.span.end) };
    const message = "the call stands one level too deep: readers look for name and arguments here";
    faults.push(fault("tool-call-name", object.span, message, safely("Take the wrapper off", edit)));
    node = wrapped;
  }
  const rightName = options.name ?? "name";
  const rightArguments = options.arguments ?? "arguments";
  const [onlyMember] = node.members;
  const isKeyed = options.keyed === true && onlyMember !== undefined;
  const nameMember = isKeyed
    ? undefined
    : [rightName, ...nameKeys].map((key) => member(node, key)).find((found) => found?.value.type === "string");
  const argumentsMember = isKeyed
    ? onlyMember
    : [rightArguments, ...(options.alsoArguments ?? []), ...argumentKeys]
        .map((key) => member(node, key))
        .find((found) => found !== undefined);
  const name = isKeyed ? onlyMember.key : nameMember?.value;
  if (complete && nameMember !== undefined && nameMember.key.value !== rightName && !isKeyed) {
    const edit = { span: nameMember.key.span, text: JSON.stringify(rightName) };
    const message = `the tool's name belongs under "${rightName}"`;
    faults.push(fault("tool-call-name", nameMember.key.span, message, safely(`Write "${rightName}"`, edit)));
  }
  let read: Argument[] = [];
  let insertAt = node.span.end - 1;
  let argumentsPlace: Span = place;
  if (argumentsMember !== undefined) {
    const key = argumentsMember.key.value;
    const isRight = isKeyed || key === rightArguments || options.alsoArguments?.includes(key) === true;
    if (complete && !isRight) {
      const edit = { span: argumentsMember.key.span, text: JSON.stringify(rightArguments) };
      const message = `the arguments belong under "${rightArguments}"`;
      faults.push(
        fault("tool-call-parameters", argumentsMember.key.span, message, safely(`Write "${rightArguments}"`, edit)),
      );
    }
    argumentsPlace = argumentsMember.value.span;
    insertAt = argumentsPlace.start + 1;
    const { value } = argumentsMember;
    if (value.type === "object") read = argumentsOfNode(text, value);
    else if (value.type === "string") read = encodedTwice(text, value, faults, complete);
  } else if (complete && nameMember !== undefined) {
    const at = nameMember.value.span.end;
    const edit = { span: { start: at, end: at }, text: `, ${JSON.stringify(rightArguments)}: {}` };
    const message = `"${rightArguments}" is missing: some readers lose the call`;
    faults.push(
      fault("tool-call-parameters", nameMember.key.span, message, safely(`Add "${rightArguments}": {}`, edit)),
    );
  }
  const id = options.id === undefined ? undefined : member(node, options.id)?.value;
  return makeCall({
    name: name?.type === "string" ? name.value : undefined,
    namePlace: name?.span ?? place,
    id: id?.type === "string" ? id.value : undefined,
    arguments: read,
    argumentsPlace,
    place,
    outer,
    dialect: dialect.id,
    complete,
    syntax: jsonSyntax(insertAt, (to) => JSON.stringify(to)),
  });
}

/** Arguments given as JSON text in a string; their parts have no places of their own. */
export function encodedTwice(text: string, node: JsonNode, faults: Fault[], complete: boolean): Argument[] {
  if (node.type !== "string") return [];
  const inner = jsonValue(node.value);
  if (typeof inner !== "object" || inner === null || Array.isArray(inner)) return [];
  if (complete) {
    const edit = { span: node.span, text: node.value };
    const message = "the arguments are a JSON text within a string: they are to be the object itself";
    faults.push(fault("tool-call-parameters", node.span, message, safely("Write the object", edit)));
  }
  return Object.entries(inner).map(([name, value]) => ({
    name,
    value: value as unknown,
    written: text.slice(node.span.start, node.span.end),
    namePlace: node.span,
    valuePlace: node.span,
    place: node.span,
    typedBy: "literal",
  }));
}
