import { attributes, commonAttributes } from "../fields/attributes";
import { isMessages } from "../fields/conversation";
import type { JsonFormat } from "../fields/jsonFormat";
import { readPromptAndCompletion } from "../fields/promptAndCompletion";

/** KTO's data: a prompt, a completion, and whether it is wanted. */
export const kto: JsonFormat = {
  id: "kto",
  rank: 410,
  title: "KTO example",
  fields: "`prompt`, `completion` and the truth value `label`",
  origin: { writer: "KTO's data sets", step: "`step`", reward: "`label` is a component" },
  fits: (record) =>
    record.get("prompt") !== undefined &&
    (record.get("completion")?.string !== undefined || isMessages(record.get("completion"))) &&
    typeof record.get("label")?.value === "boolean",
  read: (record) =>
    readPromptAndCompletion(record.get("prompt"), record.get("completion"), {
      attributes: attributes({
        ...commonAttributes(record),
        components: { label: record.get("label")?.number ?? null },
      }),
    }),
};
