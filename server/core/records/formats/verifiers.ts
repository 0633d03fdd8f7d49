import { attributes, commonAttributes } from "../shared/attributes";
import { isMessages } from "../shared/conversation";
import type { JsonFormat } from "../shared/jsonFormat";
import { readPromptAndCompletion } from "../shared/promptAndCompletion";

/** Results of the verifiers library: prompt and completion as messages or text, the answer, the reward. */
export const verifiers: JsonFormat = {
  id: "verifiers",
  rank: 100,
  title: "verifiers results",
  fields: "`example_id`, `prompt` and `completion`",
  fits: (record) =>
    record.get("example_id") !== undefined &&
    record.get("prompt") !== undefined &&
    (isMessages(record.get("completion")) || record.get("completion")?.string !== undefined),
  read: (record) => {
    const common = commonAttributes(record);
    const example = record.get("example_id")?.label;
    const rest = {
      attributes: attributes({ ...common, id: common.id ?? example, group: common.group ?? example }),
      tools: record.first("tools", "tool_defs", "oai_tools")?.part("tools"),
      groundTruth: record.get("answer")?.part("ground_truth"),
    };
    return readPromptAndCompletion(record.get("prompt"), record.get("completion"), rest);
  },
};
