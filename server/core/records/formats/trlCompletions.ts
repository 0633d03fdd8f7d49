import { attributes, commonAttributes, idFields } from "../fields/attributes";
import { isMessages } from "../fields/conversation";
import { givenTruth } from "../fields/givenTruth";
import type { JsonField } from "../json/jsonField";
import type { JsonFormat } from "../fields/jsonFormat";
import { readPromptAndCompletion } from "../fields/promptAndCompletion";

/**
 * Rows of TRL's completion tables: step, prompt, completion, a column for each reward function, columns that the user
 * also logs (`log_extra`), advantage.
 *
 * TRL's reward is a weighted sum of the reward columns, and the weights are not in the table. A score is therefore read
 * only if there is a single reward function. Rewards are floats, and null or NaN if a function did not score the row;
 * columns of integers are extra logs.
 */
export const trlCompletions: JsonFormat = {
  id: "trl",
  rank: 400,
  title: "TRL completions",
  fields: "`step`, `prompt`, `completion` and `advantage`",
  origin: {
    writer: "TRL (`log_completions`), in Parquet or W&B",
    group: "the same prompt",
    step: "`step`",
    reward: "each float column is a component; a total only where there is one",
  },
  fits: (record) =>
    commonAttributes(record).step !== undefined &&
    record.get("prompt") !== undefined &&
    (record.get("completion")?.string !== undefined || isMessages(record.get("completion"))) &&
    record.first("advantage", "advantages") !== undefined,
  read: (record) => {
    const common = commonAttributes(record);
    const prompt = record.get("prompt");
    const components = rewardsOf(record);
    const scored = Object.values(components ?? {});
    return readPromptAndCompletion(prompt, record.get("completion"), {
      attributes: attributes({
        ...common,
        group: common.group ?? prompt?.string ?? JSON.stringify(prompt?.value),
        score: common.score ?? (scored.length === 1 ? (scored[0] ?? undefined) : undefined),
        components,
        advantage: record.first("advantage", "advantages")?.number,
      }),
      // A column of the data set that the user also logs.
      groundTruth: givenTruth(record, "answer"),
    });
  },
};

const otherColumns = new Set<string>([
  ...["step", "prompt", "completion", "advantage", "advantages", "global_step"],
  ...idFields,
]);

function rewardsOf(record: JsonField): Readonly<Record<string, number | null>> | undefined {
  const numbers = Object.entries(record.value as object).filter(
    ([name, value]) => !otherColumns.has(name) && (value === null || typeof value === "number"),
  ) as [string, number | null][];
  const floats = numbers.filter(([name, value]) => value === null || isFloat(record, name, value));
  // If no column is written with a fraction, the writer drops zero fractions, and integers may be rewards.
  const isTold = floats.some(([, value]) => value !== null);
  const rewards = (isTold ? floats : numbers).map(([name, value]): [string, number | null] => [
    name,
    value !== null && Number.isFinite(value) ? value : null,
  ]);
  return rewards.length === 0 ? undefined : Object.fromEntries(rewards);
}

function isFloat(record: JsonField, name: string, value: number): boolean {
  if (!Number.isInteger(value)) return true;
  return /[.eE]/.test(record.get(name)?.written().text ?? "");
}
