import type { JsonFormat } from "../fields/jsonFormat";

/** Rollouts as token ids alone (open-instruct): there is no text to audit without the model's tokenizer. */
export const tokens: JsonFormat = {
  id: "tokens",
  rank: 160,
  title: "rollout of token ids",
  fields: "`prompt_tokens` and `response_tokens`",
  origin: { writer: "open-instruct", reward: "no text, so nothing is read" },
  fits: (record) =>
    typeof record.get("response_tokens")?.item(0)?.value === "number" && record.get("prompt_tokens") !== undefined,
  read: (record) => ({
    samples: [],
    problems: [
      {
        code: "token-ids",
        severity: "information",
        message:
          "This rollout holds token ids and no text, so nothing is audited: decode it with the model's tokenizer, and write `prompt` and `completion` as text.",
        span: record.get("response_tokens")?.span ?? record.span,
      },
    ],
  }),
};
