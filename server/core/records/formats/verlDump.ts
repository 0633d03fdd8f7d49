import { attributes, commonAttributes } from "../shared/attributes";
import { promptTurns } from "../shared/decodedPrompt";
import type { JsonField } from "../json/jsonField";
import { draft, type JsonFormat } from "../shared/jsonFormat";
import { judgedIn } from "../shared/judgePrompt";

/**
 * What verl writes while it trains (`rollout_data_dir`) and validates (`validation_data_dir`): decoded prompt and
 * completion, ground truth, score and step. Rollouts of one prompt are told by `uid`, in older dumps by the prompt.
 */
export const verlDump: JsonFormat = {
  id: "verl",
  rank: 120,
  title: "verl rollout or validation dump",
  fields: "the strings `input` and `output`, and `gts`, `score`, `reward` or `step`",
  fits: (record) =>
    record.get("input")?.string !== undefined &&
    record.get("output")?.string !== undefined &&
    record.first("gts", "score", "reward", "step") !== undefined,
  read: (record) => {
    const prompt = record.get("input")?.textPart("prompt");
    const completion = record.get("output")?.textPart("completion");
    if (prompt === undefined || completion === undefined) return { samples: [] };
    const common = commonAttributes(record);
    const rest = {
      attributes: attributes({ ...common, group: common.group ?? prompt.text }),
      turns: () => promptTurns(prompt),
      groundTruth: groundTruthOf(record),
    };
    return { samples: [draft(completion, judgedIn(prompt, rest))] };
  },
};

/** Recent dumps write null where there is no ground truth; a list or an object is kept as its JSON. */
function groundTruthOf(record: JsonField): ReturnType<JsonField["part"]> | undefined {
  return record.get("gts")?.part("ground_truth");
}
