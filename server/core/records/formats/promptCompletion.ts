import { attributes, commonAttributes } from "../shared/attributes";
import { isMessages } from "../shared/conversation";
import type { JsonField } from "../json/jsonField";
import type { JsonFormat } from "../shared/jsonFormat";
import { readPromptAndCompletion } from "../shared/promptAndCompletion";
import { verdictOf } from "../shared/judgePrompt";

/** The barest record: a completion, under one of the names that people give it, mostly with its prompt. */
export const promptCompletion: JsonFormat = {
  id: "prompt-completion",
  rank: 160,
  title: "prompt and completion",
  fields: "`completion`, or `prompt` with `response` or `output`",
  fits: (record) =>
    isTrace(record.get("completion")) || (promptOf(record) !== undefined && isTrace(completionOf(record))),
  read: (record) => {
    const completion = completionOf(record);
    const rest = {
      attributes: attributes({ ...commonAttributes(record), gold: verdictOf(record.get("gold")?.string) }),
      tools: record.first("tools", "functions")?.part("tools"),
      groundTruth: record.first("ground_truth", "gts")?.part("ground_truth"),
    };
    return readPromptAndCompletion(promptOf(record), completion, rest);
  },
};

function promptOf(record: JsonField): JsonField | undefined {
  return record.first("prompt", "question", "query", "input");
}

function completionOf(record: JsonField): JsonField | undefined {
  return record.first("completion", "response", "output", "generation", "generated_text");
}

function isTrace(field: JsonField | undefined): boolean {
  return field?.string !== undefined || isMessages(field);
}
