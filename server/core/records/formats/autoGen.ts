import type { JsonField } from "../json/jsonField";
import { answeredBy, readCall } from "../fields/calls";
import { readContent, resultOf } from "../fields/content";
import { dialogueSamples } from "../fields/dialogue";
import type { JsonFormat } from "../fields/jsonFormat";
import { Dialogue } from "../fields/turns";

/** The state of an AutoGen agent (`save_state()`): its model's context. A text beside calls is in `thought`. */
export const autoGen: JsonFormat = {
  id: "autogen",
  rank: 350,
  title: "AutoGen agent state",
  fields: "`llm_context.messages`, each with a `type`",
  origin: { writer: "AutoGen (`save_state()`)" },
  fits: (record) => {
    const messages = record.get("llm_context")?.get("messages")?.items() ?? [];
    return messages.length > 0 && messages.every((message) => /Message$/.test(message.get("type")?.string ?? ""));
  },
  read: (record) => {
    const dialogue = new Dialogue();
    for (const message of record.get("llm_context")?.get("messages")?.items() ?? []) readEntry(message, dialogue);
    return dialogueSamples([], dialogue.turns, { attributes: {} });
  },
};

function readEntry(message: JsonField, into: Dialogue): void {
  const content = message.get("content");
  into.close();
  switch (message.get("type")?.string) {
    case "SystemMessage":
      into.say("system", content?.textPart("system"), message);
      return;
    case "UserMessage":
      readContent(content, "user", message, into);
      return;
    case "AssistantMessage": {
      const thought = message.get("thought")?.textPart("assistant");
      if (content?.string === undefined) {
        into.answer(thought, message);
        for (const call of content?.items() ?? []) into.call(readCall(call), message);
      } else {
        into.think(thought, message);
        into.answer(content.textPart("assistant"), message);
      }
      return;
    }
    case "FunctionExecutionResultMessage":
      for (const result of content?.items() ?? []) into.say("tool", resultOf(result), message, answeredBy(result));
      return;
    default:
      message.passOver(`message of the type \`${(message.get("type")?.string ?? "").slice(0, 40)}\``);
  }
}
