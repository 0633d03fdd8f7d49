import { isObject, type JsonField } from "../json/jsonField";
import { readCall } from "../fields/calls";
import { readContent, resultOf } from "../fields/content";
import { dialogueSamples } from "../fields/dialogue";
import type { JsonFormat } from "../fields/jsonFormat";
import { Dialogue } from "../fields/turns";

/** A conversation of LangChain: its messages as written by `messages_to_dict` or `dumps`. */
export const langChain: JsonFormat = {
  id: "langchain",
  rank: 550,
  title: "LangChain messages",
  fields: "`type` (human, ai, system, tool) and `data`",
  origin: { writer: "LangChain: a file is a conversation" },
  unit: "session",
  fits: (entries) => {
    const items = entries.items();
    return items.length > 0 && items.slice(0, 20).every((entry) => kindOf(entry) !== undefined);
  },
  read: (entries) => {
    const dialogue = new Dialogue();
    for (const entry of entries.items()) readEntry(entry, dialogue);
    return dialogueSamples([], dialogue.turns, { attributes: {} });
  },
};

type Kind = "human" | "ai" | "system" | "tool";

const kinds: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ["human", "human"],
  ["ai", "ai"],
  ["system", "system"],
  ["tool", "tool"],
  ["function", "tool"],
]);

function kindOf(entry: JsonField): Kind | undefined {
  if (entry.get("lc") !== undefined && entry.get("type")?.string === "constructor") {
    const name = entry.get("id")?.items().at(-1)?.string ?? "";
    return kinds.get(name.replace(/Message(?:Chunk)?$/, "").toLowerCase());
  }
  const data = entry.get("data");
  return data !== undefined && isObject(data.value)
    ? kinds.get(entry.get("type")?.string?.toLowerCase() ?? "")
    : undefined;
}

function readEntry(entry: JsonField, into: Dialogue): void {
  const message = entry.first("data", "kwargs") ?? entry;
  const content = message.get("content");
  into.close();
  switch (kindOf(entry)) {
    case "ai":
      into.answer(undefined, message);
      into.think(message.get("additional_kwargs")?.get("reasoning_content")?.textPart("assistant"), message);
      readContent(content, "assistant", message, into);
      for (const key of ["tool_calls", "invalid_tool_calls"]) {
        for (const call of message.get(key)?.items() ?? []) {
          // Anthropic's content holds its calls as well.
          const isTold = (content?.items() ?? []).some(
            (part) => part.get("type")?.string === "tool_use" && part.get("id")?.string === call.get("id")?.string,
          );
          if (!isTold) into.call(readCall(call), message);
        }
      }
      break;
    case "tool":
      into.say(
        "tool",
        content === undefined ? undefined : resultOf(content),
        message,
        message.get("tool_call_id")?.label,
      );
      break;
    case "system":
      readContent(content, "system", message, into);
      break;
    case "human":
      readContent(content, "user", message, into);
      break;
    case undefined:
      entry.passOver(`message of the type \`${(entry.get("type")?.string ?? "").slice(0, 40)}\``);
  }
  into.close();
}
