import { attributes, numbersOf } from "../fields/attributes";
import { promptTurns } from "../fields/decodedPrompt";
import { draft, type JsonFormat } from "../fields/jsonFormat";
import { messagesInText, readPrompt } from "../fields/promptAndCompletion";

/** lighteval's details: a document, its metrics and the model's texts, each of which is a sample. */
export const lightEval: JsonFormat = {
  id: "lighteval",
  rank: 240,
  title: "lighteval details",
  fields: "`doc`, `metric` and `model_response`",
  origin: { writer: "lighteval's details", group: "`doc.id`", reward: "`metric` are components" },
  fits: (record) =>
    record.get("doc")?.get("query") !== undefined && Array.isArray(record.get("model_response")?.get("text")?.value),
  read: (record) => {
    const doc = record.get("doc");
    const response = record.get("model_response");
    const prompt = response?.get("input") ?? doc?.get("query");
    const text = prompt?.textPart("prompt");
    const isChat = messagesInText(prompt) !== undefined || text === undefined;
    const gold = doc?.get("gold_index");
    const choice = doc?.get("choices")?.item(gold?.number ?? gold?.item(0)?.number ?? -1);
    const rest = {
      attributes: attributes({
        id: doc?.get("id")?.label,
        group: doc?.get("id")?.label,
        components: numbersOf(record.get("metric")),
        category: doc?.get("task_name")?.string,
      }),
      turns: isChat ? readPrompt(prompt) : () => promptTurns(text),
      groundTruth: choice?.part("ground_truth"),
    };
    const samples = (response?.get("text")?.items() ?? []).flatMap((each) => {
      const completion = each.textPart("completion");
      return completion === undefined ? [] : [draft(completion, rest)];
    });
    return { samples };
  },
};
