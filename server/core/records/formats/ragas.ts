import type { Turn } from "../../model/sample";
import { attributes, numbersOf } from "../fields/attributes";
import { isMessages, readMessages } from "../fields/conversation";
import { dialogueSamples } from "../fields/dialogue";
import { draft, type JsonFormat } from "../fields/jsonFormat";

/** ragas' samples: the user's question, what was retrieved, the response, a reference. */
export const ragas: JsonFormat = {
  id: "ragas",
  rank: 440,
  title: "ragas sample",
  fields: "`user_input` and `response`",
  origin: { writer: "ragas", group: "the same question", reward: "its metrics are components" },
  fits: (record) =>
    (record.get("user_input")?.string !== undefined && record.get("response")?.string !== undefined) ||
    isMessages(record.get("user_input")),
  read: (record) => {
    const input = record.get("user_input");
    const rest = {
      attributes: attributes({ group: input?.string, components: numbersOf(record) }),
      groundTruth: record.get("reference")?.part("ground_truth"),
    };
    if (isMessages(input)) return dialogueSamples([], readMessages(input), rest);
    const completion = record.get("response")?.textPart("completion");
    if (completion === undefined) return { samples: [] };
    const turns = (record.get("retrieved_contexts")?.items() ?? []).map((context): Turn => ({
      role: "tool",
      part: context.textPart("tool"),
      calls: [],
    }));
    const asked = input?.textPart("user");
    if (asked !== undefined) turns.unshift({ role: "user", part: asked, calls: [] });
    return { samples: [draft(completion, { ...rest, turns })] };
  },
};
