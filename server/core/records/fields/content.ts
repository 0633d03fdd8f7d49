import type { Part, PartRole, TurnRole } from "../../model/sample";
import { isObject, type JsonField } from "../json/jsonField";
import { answeredBy, readCall } from "./calls";
import type { Dialogue } from "./turns";

/**
 * Reads a message's content, a text or a list of parts, into a dialogue. The kinds of parts:
 *
 * - OpenAI and Inspect: `{type, text}`;
 * - LLaMA-Factory: `{type, value}`;
 * - OpenTelemetry: `{type, content}`;
 * - Bedrock: `{text}`;
 * - Anthropic: `thinking`, `tool_use` and `tool_result`;
 * - Gemini: `functionCall` and `functionResponse`.
 *
 * Pictures and other files are known not to be text. An unknown part is reported.
 */
export function readContent(content: JsonField | undefined, role: TurnRole, message: JsonField, into: Dialogue): void {
  const whole = content?.textPart(role);
  if (whole !== undefined) {
    into.say(role, whole, message);
    return;
  }
  const parts = content?.items() ?? (content === undefined ? [] : [content]);
  for (const part of content !== undefined && isObject(content.value) ? [content] : parts) {
    readPart(part, role, message, into);
  }
}

function readPart(part: JsonField, role: TurnRole, message: JsonField, into: Dialogue): void {
  const type = part.get("type")?.string ?? part.get("part_kind")?.string ?? keyOf(part);
  switch (type) {
    case undefined:
      into.say(role, textOf(part, role), message);
      return;
    case "text":
    case "Text":
    case "input_text":
    case "output_text":
    case "summary_text":
    case "refusal":
      into.say(role, textOf(part, role), message);
      return;
    case "reasoning":
    case "reasoning_text":
    case "thinking":
    case "reasoningContent":
      readThought(part, message, into);
      return;
    case "tool_use":
    case "tool_call":
    case "tool-call":
    case "server_tool_use":
      into.call(readCall(part.get("value") ?? part), message);
      return;
    case "toolUse":
    case "functionCall":
    case "function_call":
      into.call(readCall(part.get(type) ?? part), message);
      return;
    case "tool_result":
    case "tool_call_response":
    case "tool-return":
    case "tool-result":
    case "toolResult":
    case "functionResponse":
    case "function_response":
      into.say("tool", resultOf(part.get(type) ?? part), message, answeredBy(part.get(type) ?? part));
      return;
    default:
      if (!notText.test(type)) part.passOver(`content part of the type \`${type.slice(0, 40)}\``);
  }
}

/** Files, pictures and marks, which hold no text. */
const notText =
  /image|audio|video|file|document|media|blob|inlineData|redacted|cachePoint|executableCode|codeExecutionResult|uri$|^data$/i;

/** The key that names a part's kind: in Bedrock and Gemini a part has no `type`. */
function keyOf(part: JsonField): string | undefined {
  if (!isObject(part.value)) return undefined;
  const keys = ["toolUse", "toolResult", "functionCall", "functionResponse", "function_call", "function_response"];
  const key = [...keys, "reasoningContent"].find((name) => part.get(name) !== undefined);
  if (key !== undefined || part.first("text", "content", "value") !== undefined) return key;
  return Object.keys(part.value)[0] ?? "empty";
}

function textOf(part: JsonField, role: PartRole): Part | undefined {
  return part.textPart(role) ?? part.first("text", "value", "content", "refusal")?.textPart(role);
}

function readThought(part: JsonField, message: JsonField, into: Dialogue): void {
  const inner = part.get("reasoningContent")?.get("reasoningText") ?? part;
  const text = inner.first("reasoning", "thinking", "text", "value", "content")?.textPart("assistant");
  if (text !== undefined) {
    into.think(text, message);
    return;
  }
  for (const each of inner.first("summary", "content")?.items() ?? []) into.think(textOf(each, "assistant"), message);
}

/** A tool's answer: its text, the text of its parts, or its JSON. */
export function resultOf(result: JsonField): Part | undefined {
  const content = result.first("content", "output", "response", "result") ?? result;
  const texts = content.items().flatMap((each) => textOf(each, "tool") ?? []);
  const [only, ...more] = texts;
  if (only !== undefined && more.length === 0) return only;
  return content.part("tool");
}
