import { attributes, stepOf } from "../fields/attributes";
import type { JsonFormat } from "../fields/jsonFormat";
import { readPromptAndCompletion } from "../fields/promptAndCompletion";

/** ROLL's rollout dump: one line of columns per step, where each row is a rollout. */
export const roll: JsonFormat = {
  id: "roll",
  rank: 180,
  title: "ROLL rollout dump",
  fields: "`prompt`, `responses` and `scores`",
  origin: { writer: "ROLL", group: "the same prompt", step: "`global_step`", reward: "`scores`" },
  fits: (record) =>
    record.get("prompt")?.string !== undefined &&
    record.get("responses")?.string !== undefined &&
    record.first("scores", "ground_truth", "global_step") !== undefined,
  read: (record) =>
    readPromptAndCompletion(record.get("prompt"), record.get("responses"), {
      attributes: attributes({
        id: record.get("id")?.label,
        step: stepOf(record.get("global_step")),
        group: record.get("prompt")?.string,
        score: record.get("scores")?.number,
        category: record.first("domain", "tag")?.string,
      }),
      groundTruth: record.get("ground_truth")?.part("ground_truth"),
    }),
};
