import { attributes } from "../fields/attributes";
import { isMessages } from "../fields/conversation";
import { draft, type JsonFormat } from "../fields/jsonFormat";
import { readPrompt } from "../fields/promptAndCompletion";

/**
 * DSPy's history of a language model (`lm.history`): a prompt or messages, and the outputs, each of which is a sample.
 */
export const dspy: JsonFormat = {
  id: "dspy",
  rank: 450,
  title: "DSPy history entry",
  fields: "`prompt` or `messages`, and the list `outputs`",
  origin: { writer: "DSPy (`lm.history`)" },
  fits: (record) =>
    Array.isArray(record.get("outputs")?.value) &&
    (record.get("prompt")?.string !== undefined || isMessages(record.get("messages"))),
  read: (record) => {
    const turns = readPrompt(record.first("messages", "prompt"));
    const rest = {
      attributes: attributes({ id: record.get("uuid")?.label, model: record.get("model")?.string }),
      turns,
    };
    const samples = (record.get("outputs")?.items() ?? []).flatMap((output) => {
      const completion = (output.get("text") ?? output).textPart("completion");
      return completion === undefined ? [] : [draft(completion, rest)];
    });
    return { samples };
  },
};
