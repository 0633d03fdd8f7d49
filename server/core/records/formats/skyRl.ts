import { attributes } from "../fields/attributes";
import { promptTurns } from "../fields/decodedPrompt";
import { withoutEndTokens } from "../fields/endTokens";
import type { JsonField } from "../json/jsonField";
import { draft, type JsonFormat } from "../fields/jsonFormat";

/**
 * SkyRL's dumped evaluations: prompt and response with their special tokens, and a score: a number, or a list with one
 * per token, whose sum counts.
 */
export const skyRl: JsonFormat = {
  id: "skyrl",
  rank: 170,
  title: "SkyRL evaluation dump",
  fields: "`input_prompt` and `output_response`",
  origin: {
    writer: "SkyRL (`dumped_evals`)",
    group: "the same prompt",
    reward: "`score`; if there is one per token, their sum",
  },
  fits: (record) => record.get("input_prompt") !== undefined && record.get("output_response")?.string !== undefined,
  read: (record) => {
    const response = record.get("output_response")?.textPart("completion");
    if (response === undefined) return { samples: [] };
    const prompt = record.get("input_prompt");
    const part = prompt?.textPart("prompt");
    const finishReason = record.get("stop_reason")?.string;
    const given = attributes({
      group: prompt?.string ?? JSON.stringify(prompt?.value),
      score: scoreOf(record.get("score")),
      category: record.first("data_source", "env_class")?.string,
      finishReason,
    });
    const turns = part === undefined ? [] : () => promptTurns(part);
    const groundTruth = record.get("env_extras")?.get("reward_spec")?.get("ground_truth")?.part("ground_truth");
    return { samples: [draft(withoutEndTokens(response), { attributes: given, turns, groundTruth })] };
  },
};

function scoreOf(score: JsonField | undefined): number | undefined {
  if (score === undefined || !Array.isArray(score.value)) return score?.number;
  const numbers = score.items().map(({ number }) => number);
  return numbers.some((number) => number === undefined)
    ? undefined
    : numbers.reduce<number>((sum, number) => sum + (number ?? 0), 0);
}
