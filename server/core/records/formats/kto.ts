import { attributes, commonAttributes } from "../shared/attributes";
import { isMessages } from "../shared/conversation";
import type { JsonFormat } from "../shared/jsonFormat";
import { readPromptAndCompletion } from "../shared/promptAndCompletion";

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
