import { attributes } from "../fields/attributes";
import { isMessages, readMessages } from "../fields/conversation";
import { dialogueSamples } from "../fields/dialogue";
import type { JsonFormat } from "../fields/jsonFormat";

/** A row of Inspect Scout's transcripts. The messages are JSON text in Inspect's form. */
export const scoutTranscript: JsonFormat = {
  id: "scout",
  rank: 200,
  title: "Scout transcript",
  fields: "`transcript_id` and `messages`",
  origin: { writer: "Inspect Scout's transcripts", group: "`task_id`", reward: "`score` is a component" },
  fits: (record) => record.get("transcript_id") !== undefined && record.get("messages") !== undefined,
  read: (record) => {
    const given = record.get("messages");
    const messages = given?.nested() ?? given;
    if (!isMessages(messages)) return { samples: [] };
    const score = record.get("score");
    const value = score?.number ?? letters[score?.string ?? ""];
    return dialogueSamples([], readMessages(messages), {
      attributes: attributes({
        id: record.get("transcript_id")?.label,
        group: record.get("task_id")?.label,
        model: record.get("model")?.string,
        components: value === undefined ? undefined : { score: value },
        category: record.get("task_set")?.string,
        finishReason: record.get("limit")?.string || undefined,
      }),
    });
  },
};

const letters: Readonly<Record<string, number>> = { C: 1, P: 0.5, I: 0, N: 0 };
