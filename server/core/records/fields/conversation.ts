import { isObject, type JsonField } from "../json/jsonField";
import { readCall } from "./calls";
import { readContent } from "./content";
import { Dialogue, isRole, turnRole, type ChatTurn } from "./turns";

/** Whether this is a list of `{role, content}` messages. */
export function isMessages(field: JsonField | undefined): field is JsonField & { readonly value: readonly unknown[] } {
  if (field === undefined || !Array.isArray(field.value) || field.value.length === 0) return false;
  return field.value.every((message) => isObject(message) && typeof message["role"] === "string");
}

/** The turns of a list of messages. */
export function readMessages(messages: JsonField): readonly ChatTurn[] {
  return turnsOfMessages(messages.items());
}

export function turnsOfMessages(messages: readonly JsonField[]): readonly ChatTurn[] {
  const dialogue = new Dialogue();
  for (const message of messages) readMessage(message, dialogue);
  return dialogue.turns;
}

/** The turns of one message, usually one. */
export function turnsOfMessage(message: JsonField): readonly ChatTurn[] {
  return turnsOfMessages([message]);
}

/**
 * Reads a chat message into a dialogue: its role, its content or OpenTelemetry's `parts`, reasoning in a field of its
 * own, and the calls beside them. Each message is a separate turn.
 */
export function readMessage(message: JsonField, into: Dialogue): void {
  const name = message.get("role")?.string;
  const role = turnRole(name);
  if (!isRole(name))
    message.passOver(name === undefined ? "message without a role" : `turn of the role \`${name.slice(0, 40)}\``);
  into.close();
  if (role === "tool") {
    const id = message.first("tool_call_id", "call_id", "tool_use_id", "toolCallId")?.label;
    into.say(role, (failureOf(message) ?? toolText(message))?.part("tool"), message, id);
    return;
  }
  const before = into.count;
  if (role === "assistant") into.answer(undefined, message);
  const reasoning = message.first("reasoning_content", "reasoning", "thinking");
  if (role === "assistant") into.think(reasoning?.textPart(role), message);
  readContent(message.first("content", "parts"), role, message, into);
  if (role === "assistant") {
    for (const call of callsOf(message)) into.call(readCall(call), message);
  } else if (into.count === before) {
    into.say(role, undefined, message);
  }
  into.close();
}

function callsOf(message: JsonField): readonly JsonField[] {
  const calls = message.get("tool_calls");
  const listed = calls?.items() ?? [];
  const single = message.get("function_call");
  return single === undefined ? listed : [...listed, single];
}

/** A tool's answer: from a list of parts the only text, or the list as written. */
function toolText(message: JsonField): JsonField | undefined {
  const content = message.first("content", "parts", "output");
  const [only, ...more] = content?.items() ?? [];
  if (only === undefined || more.length > 0) return content;
  return only.first("text", "value", "content", "response", "result") ?? content;
}

/** The error of a failed tool, whose content Inspect leaves empty. */
function failureOf(message: JsonField): JsonField | undefined {
  const content = message.get("content");
  return content === undefined || content.string === "" ? message.get("error")?.get("message") : undefined;
}
