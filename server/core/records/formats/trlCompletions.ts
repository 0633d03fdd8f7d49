import { attributes, commonAttributes } from "../shared/attributes";
import { isMessages } from "../shared/conversation";
import type { JsonField } from "../json/jsonField";
import type { JsonFormat } from "../shared/jsonFormat";
import { readPromptAndCompletion } from "../shared/promptAndCompletion";

/**
 * Rows of TRL's completion tables as JSON: step, prompt, completion, a column for each reward function, advantage.
 *
 * TRL's reward is a weighted sum of those columns and the weights are not in the table, so a score is read only where
 * there is one reward function.
 */
export const trlCompletions: JsonFormat = {
  id: "trl",
  rank: 110,
  title: "TRL completions",
  fields: "`step`, `prompt`, `completion` and `advantage`",
  fits: (record) =>
    record.get("step")?.number !== undefined &&
    record.get("prompt") !== undefined &&
    (record.get("completion")?.string !== undefined || isMessages(record.get("completion"))) &&
    record.first("advantage", "advantages") !== undefined,
  read: (record) => {
    const common = commonAttributes(record);
    return readPromptAndCompletion(record.get("prompt"), record.get("completion"), {
      attributes: attributes({
        ...common,
        group: common.group ?? record.get("prompt")?.string,
        score: common.score ?? onlyReward(record),
      }),
    });
  },
};

const otherColumns = new Set(["step", "prompt", "completion", "advantage", "advantages", "id", "global_step"]);

function onlyReward(record: JsonField): number | undefined {
  const columns = Object.entries(record.value as object).filter(([name]) => !otherColumns.has(name));
  const rewards = columns.filter(([, value]) => typeof value === "number");
  return rewards.length === 1 ? (rewards[0]?.[1] as number) : undefined;
}
