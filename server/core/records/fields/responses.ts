import { isObject, type JsonField } from "../json/jsonField";
import { callWithin, readCall } from "./calls";
import { readContent, resultOf } from "./content";
import { readMessage } from "./conversation";
import { Dialogue, turnRole, type ChatTurn } from "./turns";

/** Kinds of items that hold no words of the model or of a tool. */
const otherItems =
  /^(?:web_search_call|file_search_call|image_generation_call|code_interpreter_call|item_reference|compaction|mcp_list_tools|mcp_approval_request|mcp_approval_response|ghost_snapshot)$/;

/**
 * Items of OpenAI's Responses API as turns. What the model gives between two tool results (reasoning, text, calls, each
 * an item of its own) is one turn. A whole response object (`{object: "response", output}`) is read as its output.
 */
export function responseTurns(items: readonly JsonField[]): readonly ChatTurn[] {
  const dialogue = new Dialogue();
  readItems(items, dialogue);
  return dialogue.turns;
}

function readItems(items: readonly JsonField[], into: Dialogue): void {
  for (const item of items) readResponseItem(item, into);
}

export function readResponseItem(item: JsonField, into: Dialogue): void {
  const type = item.get("type")?.string;
  if (item.get("object")?.string === "response") {
    for (const each of item.get("output")?.items() ?? []) readResponseItem(each, into);
    into.close();
    return;
  }
  switch (type) {
    case "function_call":
    case "custom_tool_call":
    case "mcp_call":
    case "local_shell_call":
    case "computer_call":
      into.call(
        type === "local_shell_call" || type === "computer_call"
          ? callWithin(item.get("action") ?? item, item)
          : readCall(item),
        item,
      );
      return;
    case "function_call_output":
    case "custom_tool_call_output":
    case "local_shell_call_output":
    case "computer_call_output":
      into.say("tool", resultOf(item.get("output") ?? item), item, item.get("call_id")?.label);
      return;
    case "reasoning":
      for (const key of ["content", "summary"]) {
        const texts = item.get(key)?.items() ?? [];
        for (const text of texts) into.think(text.first("text", "reasoning")?.textPart("assistant"), item);
        if (texts.length > 0) return;
      }
      return;
    case "message":
    case undefined:
      if (!isObject(item.value)) item.passOver("item that is no object");
      else if (turnRole(item.get("role")?.string) === "assistant" && item.get("tool_calls") === undefined) {
        readContent(item.get("content"), "assistant", item, into);
      } else readMessage(item, into);
      return;
    default:
      if (!otherItems.test(type)) item.passOver(`item of the type \`${type.slice(0, 40)}\``);
  }
}
