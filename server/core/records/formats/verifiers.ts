import { attributes, commonAttributes, numbersOf } from "../fields/attributes";
import { isMessages } from "../fields/conversation";
import { erroredRollout } from "../fields/failures";
import type { JsonFormat } from "../fields/jsonFormat";
import { readPromptAndCompletion } from "../fields/promptAndCompletion";

/**
 * Results of the verifiers library before version 1, and prime-rl's `train_rollouts.jsonl`: prompt and completion as
 * messages or text, the answer, the reward, the reward functions' values in `metrics`. A rollout that ended with an
 * error has no completion.
 */
export const verifiers: JsonFormat = {
  id: "verifiers",
  rank: 390,
  title: "verifiers results",
  fields: "`example_id`, `prompt` and `completion`",
  origin: {
    writer: "verifiers before 1.0, prime-rl",
    group: "`example_id`",
    step: "`step`",
    reward: "`reward`; `metrics` are components",
  },
  fits: (record) =>
    record.get("example_id") !== undefined &&
    record.get("prompt") !== undefined &&
    (isMessages(record.get("completion")) ||
      record.get("completion")?.string !== undefined ||
      record.get("error") !== undefined),
  read: (record) => {
    const completion = record.get("completion");
    const error = record.get("error");
    const hasSaid = isMessages(completion) || completion?.string !== undefined;
    if (!hasSaid || (completion.string === "" && error !== undefined)) return erroredRollout(record, error);
    const common = commonAttributes(record);
    const example = record.get("example_id")?.label;
    const rest = {
      attributes: attributes({
        ...common,
        id: common.id ?? example,
        group: common.group ?? example,
        components: numbersOf(record.get("metrics")),
        advantage: record.get("advantage")?.number,
        category: record.first("env_name", "task")?.string,
        finishReason: record.get("stop_condition")?.string,
      }),
      tools: record.first("tools", "tool_defs", "oai_tools")?.part("tools"),
      groundTruth: record.get("answer")?.part("ground_truth"),
    };
    return readPromptAndCompletion(record.get("prompt"), completion, rest);
  },
};
