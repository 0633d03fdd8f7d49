import type { Turn } from "../../model/sample";
import { attributes, commonAttributes } from "../shared/attributes";
import { readCall, turnRole, type ChatTurn } from "../shared/conversation";
import { dialogueSamples } from "../shared/dialogue";
import { isObject, type JsonField } from "../json/jsonField";
import type { JsonFormat } from "../shared/jsonFormat";

/** ShareGPT's conversations; Hermes' function calling set is of this shape, with `<tool_call>` in the text of a turn. */
export const shareGpt: JsonFormat = {
  id: "sharegpt",
  rank: 140,
  title: "ShareGPT conversation",
  fields: "`conversations`, each turn with `from` and `value`",
  fits: (record) => {
    const turns = record.get("conversations")?.value;
    if (!Array.isArray(turns) || turns.length === 0) return false;
    return turns.every((turn) => isObject(turn) && typeof turn["from"] === "string" && "value" in turn);
  },
  read: (record) => {
    const system = record.get("system")?.textPart("system");
    const before: Turn[] = system === undefined ? [] : [{ role: "system", part: system, calls: [] }];
    return dialogueSamples(before, record.get("conversations")?.items().map(readTurn) ?? [], {
      attributes: attributes(commonAttributes(record)),
      tools: record.first("tools", "functions")?.part("tools"),
    });
  },
};

function readTurn(message: JsonField): ChatTurn {
  const speaker = message.get("from")?.string;
  const role = turnRole(speaker);
  const value = message.get("value");
  const calls = speaker === "function_call" ? readCalls(value) : [];
  return { role, part: value?.part(role), before: [], calls, message };
}

/** A turn that is a call, or a list of calls, as a JSON string; one that is no JSON is left as text. */
function readCalls(value: JsonField | undefined): ReturnType<typeof readCall>[] {
  const json = value?.nested() ?? value;
  if (json === undefined) return [];
  const entries = Array.isArray(json.value) ? json.items() : [json];
  return entries.filter((entry) => isObject(entry.value)).map(readCall);
}
