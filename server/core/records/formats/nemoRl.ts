import type { Part, Turn } from "../../model/sample";
import { attributes } from "../fields/attributes";
import { isMessages, readMessages } from "../fields/conversation";
import { templatedTurns } from "../fields/decodedPrompt";
import { withRole } from "../fields/derivedParts";
import { dialogueSamples } from "../fields/dialogue";
import type { JsonField } from "../json/jsonField";
import { draft, type FormatReading, type JsonFormat, type SampleDraft } from "../fields/jsonFormat";

/**
 * NeMo RL's logs: the text of prompt and completion in `content`, rewards and, while training, advantages. Every value
 * is a batch of one. `content` is one text (split at the chat template's marks, if it kept them), a list of messages'
 * texts without roles, where the last is the completion, or, for a validation, messages. Advantages are per token; the
 * sample's is their mean. The step stands in the file's name alone.
 */
export const nemoRl: JsonFormat = {
  id: "nemo-rl",
  rank: 90,
  title: "NeMo RL training log",
  fields: "`content`, `rewards` and `advantages`",
  origin: {
    writer: "NeMo RL (`train_data_step….jsonl`, `val_…`)",
    step: "the file's name",
    reward: "`rewards`; the mean of `advantages`",
  },
  stepInName: /_step_?(\d{1,9})(?!\d)/,
  fits: (record) => {
    if (record.get("rewards") === undefined) return false;
    const content = ofBatch(record.get("content"));
    if (isMessages(content)) return true;
    if (record.get("advantages") === undefined) return false;
    return content?.string !== undefined || typeof content?.item(0)?.value === "string";
  },
  read: (record) => {
    const rewards = record.get("rewards");
    const given = attributes({
      id: record.get("idx")?.label,
      score: (rewards?.item(0) ?? rewards)?.number,
      advantage: meanOf(record.get("advantages")),
    });
    const content = ofBatch(record.get("content"));
    if (isMessages(content)) return dialogueSamples([], readMessages(content), { attributes: given });
    return readContent(content, { attributes: given });
  },
};

/** The only value of a batch of one. */
function ofBatch(field: JsonField | undefined): JsonField | undefined {
  const only = Array.isArray(field?.value) && field.value.length === 1 ? field.item(0) : undefined;
  return Array.isArray(only?.value) ? only : field;
}

function meanOf(field: JsonField | undefined): number | undefined {
  const values = ofBatch(field) ?? field;
  if (values?.number !== undefined) return values.number;
  const numbers = values?.items().flatMap(({ number }) => number ?? []) ?? [];
  return numbers.length === 0 ? undefined : numbers.reduce((sum, each) => sum + each, 0) / numbers.length;
}

function readContent(content: JsonField | undefined, rest: Partial<SampleDraft>): FormatReading {
  const texts = content?.items() ?? [];
  const whole = content?.textPart("completion") ?? texts.at(-1)?.textPart("completion");
  if (whole === undefined) return { samples: [] };
  const before = texts.slice(0, -1).map((text): Turn => ({ role: "prompt", part: text.textPart("prompt"), calls: [] }));
  const turns = templatedTurns(whole) ?? [];
  const last = turns.at(-1);
  const answer: Part | undefined = last?.role === "assistant" ? last.part : undefined;
  if (answer === undefined) return { samples: [draft(whole, { ...rest, turns: before })] };
  const completion = withRole(answer, "completion");
  return { samples: [draft(completion, { ...rest, turns: [...before, ...turns.slice(0, -1)] })] };
}
