import type { Part } from "../../model/sample";
import { attributes, commonAttributes } from "../fields/attributes";
import { isMessages } from "../fields/conversation";
import type { JsonField } from "../json/jsonField";
import { draft, unansweredDraft, type JsonFormat, type SampleDraft } from "../fields/jsonFormat";
import { withJudgedResponses } from "../fields/judgePrompt";
import { readPrompt } from "../fields/promptAndCompletion";

/**
 * verl's training set, as in ToolRL's RL split: a prompt and a ground truth, and no completion.
 *
 * If the record has completions (`responses`, as verl's generation writes), each is a sample. Otherwise a ground truth
 * with tags is the trace to audit: `completion` and `groundTruth` are then the same part, its role is `ground_truth`,
 * and no reward applies to it. Any other ground truth (a number, a label) leaves the sample unanswered.
 */
export const verlTrainingSet: JsonFormat = {
  id: "verl-training-set",
  rank: 100,
  title: "verl training set (ToolRL RL set)",
  fields: "`prompt` and `reward_model.ground_truth`",
  origin: {
    writer: "verl's and ToolRL's data preparation",
    group: "`uid`",
    step: "`step`",
    reward: "`score` or `reward`",
  },
  fits: (record) =>
    record.get("reward_model")?.get("ground_truth") !== undefined &&
    (isMessages(record.get("prompt")) || record.get("prompt")?.string !== undefined),
  read: (record) => {
    const groundTruth = record.get("reward_model")?.get("ground_truth")?.part("ground_truth");
    const common = commonAttributes(record);
    const rest: Partial<SampleDraft> = withJudgedResponses({
      attributes: attributes({ ...common, id: common.id ?? record.get("extra_info")?.get("index")?.label }),
      turns: readPrompt(record.get("prompt")),
      groundTruth,
    });
    const completions = completionsOf(record);
    if (completions.length > 0) return { samples: completions.map((completion) => draft(completion, rest)) };
    if (groundTruth === undefined || !/<[a-z_]+>/i.test(groundTruth.text)) return { samples: [unansweredDraft(rest)] };
    return { samples: [draft(groundTruth, { ...rest, rewarded: false })] };
  },
};

function completionsOf(record: JsonField): Part[] {
  const field = record.first("responses", "response", "completion", "output");
  const fields = Array.isArray(field?.value) ? field.items() : [field];
  return fields.flatMap((each) => each?.textPart("completion") ?? []);
}
