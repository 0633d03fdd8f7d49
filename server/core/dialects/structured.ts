import { balancedEnd, valueOf } from "../json/looseJson";
import type { JsonFailure } from "../json/jsonNode";
import { readJson } from "../json/readJson";
import type { Part, StructuredCall } from "../model/sample";
import { argumentsOfNode, jsonSyntax } from "./bodies/jsonBody";
import { makeCall, type Argument, type Call } from "./call";

/** A call that a record gives as data: OpenAI's `tool_calls`, Gym's `function_call`, a turn of ShareGPT. */
export interface DataCall extends Call {
  /** The parts that the places refer to: `namePlace` to the name's, all others to the arguments'. */
  readonly parts: { readonly name: Part | undefined; readonly arguments: Part | undefined };
  /** Why the arguments cannot be read. */
  readonly failure: JsonFailure | undefined;
  /** Are the arguments a JSON text within a JSON string? */
  readonly encodedTwice: boolean;
}

/** Converts a call given as data to the common form, so that code that checks it need not know its origin. */
export function readStructured(call: StructuredCall): DataCall {
  const text = call.arguments?.text ?? "";
  const whole = { start: 0, end: text.length };
  const read = call.arguments === undefined ? undefined : readJson(text);
  const node = read?.ok === true ? read.node : undefined;
  let values: Argument[] = [];
  let isTwice = false;
  if (node?.type === "object") values = argumentsOfNode(text, node);
  else if (node?.type === "string" && balancedEnd(node.value.trim(), 0, node.value.trim().length) !== undefined) {
    const inner = readJson(node.value);
    if (inner.ok && inner.node.type === "object") {
      isTwice = true;
      values = inner.node.members.map(({ key, value }) => ({
        name: key.value,
        value: valueOf(value),
        written: text,
        namePlace: whole,
        valuePlace: whole,
        place: whole,
        typedBy: "literal",
      }));
    }
  }
  const name = call.name?.text;
  return {
    ...makeCall({
      name: name === "" ? undefined : name,
      namePlace: { start: 0, end: name?.length ?? 0 },
      id: call.id,
      arguments: values,
      argumentsPlace: whole,
      place: whole,
      outer: whole,
      dialect: "data",
      complete: true,
      syntax: jsonSyntax((node?.span.start ?? 0) + 1, (to) => to),
    }),
    parts: { name: call.name, arguments: call.arguments },
    failure: read?.ok === false ? read.failure : undefined,
    encodedTwice: isTwice,
  };
}
