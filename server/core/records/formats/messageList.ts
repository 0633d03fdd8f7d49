import { isObject, type JsonField } from "../json/jsonField";
import { attributes } from "../fields/attributes";
import { dialogueSamples } from "../fields/dialogue";
import type { JsonFormat } from "../fields/jsonFormat";
import { readResponseItem } from "../fields/responses";
import { Dialogue, isRole } from "../fields/turns";

/**
 * One conversation as a bare list: messages with a role (mini-SWE-agent, strands and Bedrock), or items of OpenAI's
 * Responses API (`to_input_list()` of OpenAI Agents).
 */
export const messageList: JsonFormat = {
  id: "messages",
  rank: 580,
  title: "conversation as a list of messages",
  fields: "a `role` and `content`, or the `type` of a Responses item",
  origin: { writer: "strands, Bedrock, mini-SWE-agent, OpenAI Agents: a file is a conversation" },
  unit: "session",
  fits: (entries) => {
    const items = entries.items().slice(0, 50);
    return (
      items.length > 0 && items.every(isEntry) && items.some((item) => item.get("role") !== undefined || isCall(item))
    );
  },
  read: (entries) => {
    const dialogue = new Dialogue();
    for (const entry of entries.items()) readResponseItem(entry, dialogue);
    return dialogueSamples([], dialogue.turns, { attributes: attributes({}) });
  },
};

function isEntry(entry: JsonField): boolean {
  if (!isObject(entry.value)) return false;
  const role = entry.get("role")?.string;
  if (role !== undefined) return isRole(role) && entry.first("content", "tool_calls", "parts") !== undefined;
  return isCall(entry) || entry.get("type")?.string === "reasoning" || entry.get("object")?.string === "response";
}

function isCall(entry: JsonField): boolean {
  return /^(?:function_call|function_call_output|custom_tool_call|custom_tool_call_output)$/.test(
    entry.get("type")?.string ?? "",
  );
}
