import type { Part, StructuredCall, Turn, TurnRole } from "../../model/sample";
import type { Span } from "../../text/span";
import { isObject, type JsonField } from "../json/jsonField";

/** A turn of a chat, with the texts that came with it: reasoning in a field of its own, further content parts. */
export interface ChatTurn extends Turn {
  readonly before: readonly Part[];
  /** The whole message in the record. */
  readonly message: JsonField;
}

const roles: ReadonlyMap<string, TurnRole> = new Map<string, TurnRole>([
  ["system", "system"],
  ["developer", "system"],
  ["user", "user"],
  ["human", "user"],
  ["assistant", "assistant"],
  ["gpt", "assistant"],
  ["model", "assistant"],
  ["chatgpt", "assistant"],
  ["function_call", "assistant"],
  ["tool", "tool"],
  ["function", "tool"],
  ["ipython", "tool"],
  ["observation", "tool"],
  ["tool_response", "tool"],
  ["function_response", "tool"],
]);

/** A turn's role by the name that a chat gives it; `prompt` for a name that nobody has told us. */
export function turnRole(name: string | undefined): TurnRole {
  return roles.get(name?.toLowerCase() ?? "") ?? "prompt";
}

/** Is this a list of `{role, content}` messages? */
export function isMessages(field: JsonField | undefined): field is JsonField & { readonly value: readonly unknown[] } {
  if (field === undefined || !Array.isArray(field.value) || field.value.length === 0) return false;
  return field.value.every((message) => isObject(message) && typeof message["role"] === "string");
}

/** The turns of OpenAI-style messages. */
export function readMessages(messages: JsonField): ChatTurn[] {
  return messages.items().map(readMessage);
}

export function readMessage(message: JsonField): ChatTurn {
  const role = turnRole(message.get("role")?.string);
  const texts = contentParts(message.get("content"), role);
  const reasoning = message.first("reasoning_content", "reasoning")?.textPart(role);
  const last = texts.pop();
  return {
    role,
    part: last,
    before: reasoning === undefined ? texts : [reasoning, ...texts],
    calls: readCalls(message),
    message,
  };
}

/** A content is a string, or a list of parts of which some are text. */
function contentParts(content: JsonField | undefined, role: TurnRole): Part[] {
  const whole = content?.textPart(role);
  if (whole !== undefined) return [whole];
  const parts: Part[] = [];
  for (const item of content?.items() ?? []) {
    const part = item.textPart(role) ?? item.get("text")?.textPart(role);
    if (part !== undefined) parts.push(part);
  }
  return parts;
}

function readCalls(message: JsonField): StructuredCall[] {
  const calls = message.get("tool_calls")?.items() ?? [];
  const single = message.get("function_call");
  return (single === undefined ? calls : [...calls, single]).map(readCall);
}

/**
 * One entry of `tool_calls`: `{function: {name, arguments}}`, the bare `{name, arguments}`, or either of them as a JSON
 * string (verifiers writes those).
 */
export function readCall(entry: JsonField): StructuredCall {
  const call = entry.nested() ?? entry;
  const body = call.get("function") ?? call;
  return new RecordCall(body.get("name")?.textPart("tool"), body.first("arguments", "parameters")?.part("tool"), entry);
}

class RecordCall implements StructuredCall {
  readonly arguments: Part | undefined;

  constructor(
    readonly name: Part | undefined,
    given: Part | undefined,
    private readonly entry: JsonField,
  ) {
    this.arguments = given;
  }

  get recordSpan(): Span {
    return this.entry.span;
  }
}

/** Turns as the sample model has them: the texts before a turn's last are turns of their own. */
export function plainTurns(turns: readonly ChatTurn[]): Turn[] {
  const plain: Turn[] = [];
  for (const turn of turns) {
    for (const part of turn.before) plain.push({ role: turn.role, part, calls: [] });
    plain.push({ role: turn.role, part: turn.part, calls: turn.calls });
  }
  return plain;
}
