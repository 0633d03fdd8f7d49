import { attributes, idFields, stepOf } from "../fields/attributes";
import type { JsonField } from "../json/jsonField";
import type { JsonFormat } from "../fields/jsonFormat";
import { readPromptAndCompletion } from "../fields/promptAndCompletion";
import { readRowsOf } from "../fields/rows";

/**
 * ms-swift's `completions.jsonl`: a line is a training step, and each of its fields is a list with a value for each
 * rollout: prompt, completion, a list for each reward function, advantages. The weights of the rewards are not in it.
 * TRL's tables name the same column `advantage`; written by columns they look alike in all else.
 */
export const msSwift: JsonFormat = {
  id: "ms-swift",
  rank: 190,
  title: "ms-swift completions",
  fields: "the equally long lists `prompt`, `completion` and `advantages`",
  origin: {
    writer: "ms-swift (`completions.jsonl`): a line is a step",
    group: "the same prompt",
    step: "`step`",
    reward: "each list of numbers is a component; no total, its weights are not there",
  },
  unit: "rows",
  fits: (record) => {
    const completions = record.get("completion")?.value;
    const prompts = record.get("prompt")?.value;
    return (
      Array.isArray(completions) &&
      Array.isArray(prompts) &&
      completions.length > 0 &&
      prompts.length === completions.length &&
      record.get("advantage") === undefined &&
      record.first("advantages", "step", "global_step") !== undefined &&
      completions.every((each) => typeof each === "string" || Array.isArray(each))
    );
  },
  read: (record) => {
    let row = 0;
    const rewards = rewardNames(record);
    return readRowsOf(record.get("completion")?.items() ?? [], (completion) => {
      const at = row++;
      const prompt = record.get("prompt")?.item(at);
      const components = rewards.map((name): [string, number | null] => [
        name,
        record.get(name)?.item(at)?.number ?? null,
      ]);
      const [, only] = components.length === 1 ? (components[0] ?? []) : [];
      return readPromptAndCompletion(prompt, completion, {
        attributes: attributes({
          id: valueAt(record.first(...idFields), at)?.label,
          step: stepOf(valueAt(record.first("step", "global_step"), at)),
          group: prompt?.string ?? JSON.stringify(prompt?.value),
          score: only ?? undefined,
          components: components.length === 0 ? undefined : Object.fromEntries(components),
          advantage: valueAt(record.get("advantages"), at)?.number,
        }),
        groundTruth: valueAt(record.first("solution", "ground_truth"), at)?.part("ground_truth"),
      });
    });
  },
};

const otherLists: ReadonlySet<string> = new Set([
  "step",
  "global_step",
  "prompt",
  "completion",
  "advantages",
  ...idFields,
  "solution",
]);

/** The other lists of numbers: reward functions. */
function rewardNames(record: JsonField): readonly string[] {
  return Object.entries(record.value as object).flatMap(([name, values]: [string, unknown]) => {
    if (otherLists.has(name) || !Array.isArray(values) || values.length === 0) return [];
    return values.every((value) => value === null || typeof value === "number") ? [name] : [];
  });
}

function valueAt(field: JsonField | undefined, row: number): JsonField | undefined {
  return Array.isArray(field?.value) ? field.item(row) : field;
}
