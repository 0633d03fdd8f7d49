import { attributes, commonAttributes } from "../fields/attributes";
import { isMessages, readMessages } from "../fields/conversation";
import { dialogueSamples } from "../fields/dialogue";
import { goldOf } from "../fields/recordGold";
import { givenTruth } from "../fields/givenTruth";
import type { JsonFormat } from "../fields/jsonFormat";

/** OpenAI chat messages, as in fine-tuning files and logs, with `tool_calls` given as data. */
export const chat: JsonFormat = {
  id: "chat",
  rank: 460,
  title: "OpenAI chat messages",
  fields: "`messages`, each with a `role`",
  origin: {
    writer: "OpenAI's fine-tuning, most frameworks; LLaMA-Factory v1",
    group: "`uid`, `group`",
    step: "`step`",
    reward: "`score` or `reward`",
  },
  fits: (record) => isMessages(record.get("messages")),
  read: (record) => {
    const messages = record.get("messages");
    if (messages === undefined) return { samples: [] };
    return dialogueSamples([], readMessages(messages), {
      attributes: attributes({ ...commonAttributes(record), ...goldOf(record, messages) }),
      tools: record.first("tools", "functions")?.part("tools"),
      groundTruth: givenTruth(record),
    });
  },
};
