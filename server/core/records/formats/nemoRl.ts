import type { Turn } from "../../model/sample";
import { attributes } from "../shared/attributes";
import { templatedTurns } from "../shared/decodedPrompt";
import { withRole } from "../shared/derivedParts";
import type { JsonField } from "../json/jsonField";
import { draft, type JsonFormat, type SampleDraft } from "../shared/jsonFormat";

/**
 * NeMo RL's training log: the text of prompt and completion in `content`, rewards and advantages. `content` is one text
 * (split by the chat template's marks, if it has kept them) or a list of messages' texts without roles, of which the
 * last is the completion.
 */
export const nemoRl: JsonFormat = {
  id: "nemo-rl",
  rank: 70,
  title: "NeMo RL training log",
  fields: "`content`, `rewards` and `advantages`",
  fits: (record) =>
    record.get("rewards") !== undefined &&
    record.get("advantages") !== undefined &&
    (record.get("content")?.string !== undefined || typeof record.get("content")?.item(0)?.value === "string"),
  read: (record) => {
    const rewards = record.get("rewards");
    const rest = {
      attributes: attributes({ id: record.get("idx")?.label, score: (rewards?.item(0) ?? rewards)?.number }),
    };
    const sample = readContent(record.get("content"), rest);
    return { samples: sample === undefined ? [] : [sample] };
  },
};

function readContent(content: JsonField | undefined, rest: Partial<SampleDraft>): SampleDraft | undefined {
  const texts = content?.items() ?? [];
  const whole = content?.textPart("completion") ?? texts.at(-1)?.textPart("completion");
  if (whole === undefined) return undefined;
  const before = texts.slice(0, -1).map((text): Turn => ({ role: "prompt", part: text.textPart("prompt"), calls: [] }));
  const turns = templatedTurns(whole) ?? [];
  const last = turns.at(-1);
  if (last?.role !== "assistant" || last.part === undefined) return draft(whole, { ...rest, turns: before });
  const completion = withRole(last.part, "completion");
  return draft(completion, { ...rest, turns: [...before, ...turns.slice(0, -1)] });
}
