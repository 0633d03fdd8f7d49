import { attributes } from "../shared/attributes";
import { readMessage } from "../shared/conversation";
import { dialogueSamples } from "../shared/dialogue";
import type { JsonField } from "../json/jsonField";
import type { JsonFormat } from "../shared/jsonFormat";

/** Output of the OpenAI Batch API and of `vllm run-batch`: each choice of the response is a sample. Prompts are not in it. */
export const openAiBatch: JsonFormat = {
  id: "openai-batch",
  rank: 60,
  title: "OpenAI Batch output",
  fields: "`custom_id`, and `response` or `error`",
  fits: (record) =>
    record.get("custom_id")?.string !== undefined &&
    (record.get("response")?.get("body") !== undefined || record.get("error") !== undefined),
  read: (record) => {
    const body = record.get("response")?.get("body");
    const choices = body?.get("choices")?.items() ?? [];
    const given = attributes({ id: record.get("custom_id")?.string, model: body?.get("model")?.string });
    const samples = choices.flatMap((choice) => {
      const message = choice.get("message");
      return message === undefined ? [] : dialogueSamples([], [readMessage(message)], { attributes: given }).samples;
    });
    if (samples.length > 0) return { samples };
    const error = record.get("error") ?? body?.get("error");
    const why = error?.get("message")?.string ?? error?.string;
    const message =
      why === undefined
        ? "This request has no completion to audit: its response holds no choices."
        : `This request failed and has no completion to audit: ${why}`;
    return {
      samples,
      problems: [{ code: "failed-request", severity: "information", message, span: placeOf(error ?? record) }],
    };
  },
};

function placeOf(field: JsonField): JsonField["span"] {
  return field.span;
}
