import type { Turn } from "../../model/sample";
import { chatMarks } from "../../text/chatMarks";
import { attributes, commonAttributes } from "../fields/attributes";
import { templatedTurns } from "../fields/decodedPrompt";
import { withRole } from "../fields/derivedParts";
import { draft, type JsonFormat, type SampleDraft } from "../fields/jsonFormat";

/** Whole conversations as one text with the chat template's marks, as SFT sets (Hermes, Qwen) write them. */
export const templatedText: JsonFormat = {
  id: "templated-text",
  rank: 480,
  title: "conversation as templated text",
  fields: "`text` with a chat template's marks (`<|im_start|>`)",
  origin: {
    writer: "SFT sets written out by a chat template",
    group: "`uid`, `group`",
    step: "`step`",
    reward: "`score` or `reward`",
  },
  fits: (record) => {
    const text = record.get("text")?.string ?? "";
    return Object.values(chatMarks).some(({ start }) => text.includes(start));
  },
  read: (record) => {
    const part = record.get("text")?.textPart("prompt");
    const turns = part === undefined ? [] : (templatedTurns(part) ?? []);
    const samples: SampleDraft[] = [];
    const last = turns.findLastIndex(({ role }) => role === "assistant");
    const given = attributes(commonAttributes(record));
    turns.forEach((turn, i) => {
      if (turn.role !== "assistant" || turn.part === undefined) return;
      samples.push(completed(turn.part, turns.slice(0, i), i === last, given));
    });
    return { samples };
  },
};

function completed(
  part: NonNullable<Turn["part"]>,
  turns: readonly Turn[],
  rewarded: boolean,
  given: SampleDraft["attributes"],
): SampleDraft {
  const completion = withRole(part, "completion");
  return draft(completion, { turns, rewarded, attributes: given });
}
