import type { JsonField } from "../json/jsonField";
import { answeredBy, readCall } from "../fields/calls";
import { readContent } from "../fields/content";
import { dialogueSamples } from "../fields/dialogue";
import type { JsonFormat } from "../fields/jsonFormat";
import { Dialogue } from "../fields/turns";

/** A conversation of pydantic-ai (`all_messages_json()`): requests and responses in parts. */
export const pydanticAi: JsonFormat = {
  id: "pydantic-ai",
  rank: 560,
  title: "pydantic-ai messages",
  fields: "`kind` (request, response) and `parts` with `part_kind`",
  origin: { writer: "pydantic-ai: a file is a conversation" },
  unit: "session",
  fits: (entries) => {
    const items = entries.items();
    return (
      items.length > 0 &&
      items.slice(0, 20).every((entry) => {
        const kind = entry.get("kind")?.string;
        return (kind === "request" || kind === "response") && Array.isArray(entry.get("parts")?.value);
      })
    );
  },
  read: (entries) => {
    const dialogue = new Dialogue();
    for (const entry of entries.items()) {
      dialogue.close();
      const instructions = entry.get("instructions")?.textPart("system");
      if (instructions !== undefined && dialogue.turns.length === 0) dialogue.say("system", instructions, entry);
      const kind = entry.get("kind")?.string ?? "";
      if (kind === "response") dialogue.answer(undefined, entry);
      else if (kind !== "request") entry.passOver(`message of the kind \`${kind.slice(0, 40)}\``);
      for (const part of entry.get("parts")?.items() ?? []) readPart(part, dialogue);
    }
    return dialogueSamples([], dialogue.turns, { attributes: {} });
  },
};

function readPart(part: JsonField, into: Dialogue): void {
  const kind = part.get("part_kind")?.string ?? "";
  const content = part.get("content");
  switch (kind) {
    case "system-prompt":
      into.say("system", content?.textPart("system"), part);
      return;
    case "user-prompt":
      readContent(content, "user", part, into);
      return;
    case "text":
      into.answer(content?.textPart("assistant"), part);
      return;
    case "thinking":
      into.think(content?.textPart("assistant"), part);
      return;
    case "tool-call":
    case "builtin-tool-call":
      into.call(readCall(part), part);
      return;
    case "tool-return":
    case "builtin-tool-return":
    case "retry-prompt":
      into.say(part.get("tool_name") === undefined ? "user" : "tool", content?.part("tool"), part, answeredBy(part));
      return;
    case "file":
      return;
    default:
      part.passOver(`part of the kind \`${kind.slice(0, 40)}\``);
  }
}
