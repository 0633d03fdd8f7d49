import { attributes } from "../fields/attributes";
import { promptTurns } from "../fields/decodedPrompt";
import { withoutEndTokens } from "../fields/endTokens";
import { draft, type JsonFormat } from "../fields/jsonFormat";

/**
 * AReaL's rollouts: one file per task, prompt and completion with their special tokens. A rollout may span several
 * versions of the model; its step is the one that it ended with.
 */
export const areal: JsonFormat = {
  id: "areal",
  rank: 120,
  title: "AReaL rollout",
  fields: "`task_id`, `prompt`, `completion` and `head_version` or `tail_version`",
  origin: { writer: "AReaL", group: "`task_id`", step: "`tail_version`", reward: "`reward`" },
  fits: (record) =>
    record.get("task_id") !== undefined &&
    record.get("completion")?.string !== undefined &&
    record.first("head_version", "tail_version") !== undefined,
  read: (record) => {
    const completion = record.get("completion")?.textPart("completion");
    if (completion === undefined) return { samples: [] };
    const prompt = record.get("prompt")?.textPart("prompt");
    const given = attributes({
      id: record.get("sample_idx")?.label,
      group: record.get("task_id")?.label,
      step: record.first("tail_version", "head_version")?.number,
      score: record.get("reward")?.number,
    });
    const turns = prompt === undefined ? [] : () => promptTurns(prompt);
    return { samples: [draft(withoutEndTokens(completion), { attributes: given, turns })] };
  },
};
