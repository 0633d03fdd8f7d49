import type { Turn } from "../../model/sample";
import { attributes, commonAttributes } from "../fields/attributes";
import { promptTurns } from "../fields/decodedPrompt";
import { draft, type JsonFormat } from "../fields/jsonFormat";

/**
 * Predictions on a data set: LLaMA-Factory's `generated_predictions.jsonl` (`prompt, predict, label`), and
 * alpaca_eval's outputs, where `instruction` is the user's question.
 */
export const predictions: JsonFormat = {
  id: "predictions",
  rank: 370,
  title: "model predictions",
  fields: "`predict` with `label`, or `instruction`, `output` and `generator`",
  origin: { writer: "LLaMA-Factory, alpaca_eval", group: "the same prompt" },
  fits: (record) =>
    (record.get("predict")?.string !== undefined && record.first("label", "prompt") !== undefined) ||
    (record.get("instruction")?.string !== undefined &&
      record.get("output")?.string !== undefined &&
      record.get("generator")?.string !== undefined),
  read: (record) => {
    const completion = record.first("predict", "output")?.textPart("completion");
    if (completion === undefined) return { samples: [] };
    const common = commonAttributes(record);
    const prompt = record.get("prompt")?.textPart("prompt");
    const asked = record.get("instruction")?.textPart("user");
    const turns: Turn[] = asked === undefined ? [] : [{ role: "user", part: asked, calls: [] }];
    return {
      samples: [
        draft(completion, {
          attributes: attributes({
            ...common,
            group: common.group ?? prompt?.text ?? asked?.text,
            model: common.model ?? record.get("generator")?.string,
            category: record.get("dataset")?.string,
          }),
          turns: prompt === undefined ? turns : () => promptTurns(prompt),
          groundTruth: record.get("label")?.part("ground_truth"),
        }),
      ],
    };
  },
};
