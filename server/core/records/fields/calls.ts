import type { Part, StructuredCall } from "../../model/sample";
import type { Span } from "../../text/span";
import { isObject, type JsonField } from "../json/jsonField";

/**
 * A call that a record gives as data. Writers differ in where they put it and what they call its fields:
 *
 * - `{function: {name, arguments}}` (OpenAI);
 * - the bare `{name, arguments}`;
 * - either of them as a JSON string (verifiers);
 * - `{function: name, arguments}` (Inspect);
 * - `{function_name, arguments}` (ATIF);
 * - `{name, args}` (LangChain);
 * - `{tool_name, args}` (pydantic-ai);
 * - `{name, input}` (Anthropic, Bedrock).
 *
 * A string that is no JSON is taken as the call's arguments, so that its mistake is reported.
 */
export function readCall(entry: JsonField): StructuredCall {
  const call = entry.nested() ?? entry;
  if (call.string !== undefined) return new RecordCall(undefined, call.part("tool"), entry, undefined);
  const inner = call.get("function");
  const body = inner !== undefined && isObject(inner.value) ? inner : call;
  const name = body.first("name", "function_name", "tool_name", "toolName") ?? (inner === body ? undefined : inner);
  return new RecordCall(name?.textPart("tool"), argumentsOf(body)?.part("tool"), entry, call);
}

/** A call that an item holds under a key of its own, with its id in the item. */
export function callWithin(call: JsonField, item: JsonField): StructuredCall {
  const { name, arguments: given } = readCall(call);
  return new RecordCall(name, given, call, item);
}

/** A call whose name and arguments are given separately. */
export function callOf(
  name: Part | undefined,
  given: JsonField | undefined,
  entry: JsonField,
  id?: string,
): StructuredCall {
  return new RecordCall(name, given?.part("tool"), entry, undefined, id);
}

/** The id of the call that a result names. Writers call it: OpenAI, Anthropic, Bedrock, ATIF, and those who say only `id`. */
export function answeredBy(result: JsonField | undefined): string | undefined {
  const names = ["tool_call_id", "call_id", "tool_use_id", "toolUseId", "toolCallId", "source_call_id", "id"];
  return result?.first(...names)?.label;
}

function argumentsOf(call: JsonField): JsonField | undefined {
  return call.first("arguments", "parameters", "args", "input", "inputParameters");
}

class RecordCall implements StructuredCall {
  readonly arguments: Part | undefined;

  constructor(
    readonly name: Part | undefined,
    given: Part | undefined,
    private readonly entry: JsonField,
    private readonly call: JsonField | undefined,
    private readonly ownId?: string,
  ) {
    this.arguments = given;
  }

  get id(): string | undefined {
    return this.ownId ?? this.call?.first("call_id", "tool_call_id", "toolCallId", "toolUseId", "id")?.label;
  }

  get hasResult(): boolean {
    const type = this.entry.get("type")?.string;
    return type === "server_tool_use" || this.entry.first("output", "result") !== undefined;
  }

  get recordSpan(): Span {
    return this.entry.span;
  }
}
