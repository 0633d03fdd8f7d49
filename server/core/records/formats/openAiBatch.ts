import { attributes } from "../fields/attributes";
import { turnsOfMessage } from "../fields/conversation";
import { dialogueSamples } from "../fields/dialogue";
import type { FormatReading, JsonFormat, SampleDraft } from "../fields/jsonFormat";
import { failedRequest } from "../fields/failures";
import type { JsonField } from "../json/jsonField";
import { responseTurns } from "../fields/responses";

/**
 * Output of the OpenAI Batch API and of `vllm run-batch`: each choice of the response is a sample, or the single output
 * of a Responses request. Prompts are not in it.
 */
export const openAiBatch: JsonFormat = {
  id: "openai-batch",
  rank: 80,
  title: "OpenAI Batch output",
  fields: "`custom_id`, and `response` or `error`",
  origin: { writer: "OpenAI's Batch API, `vllm run-batch`" },
  fits: (record) =>
    record.get("custom_id")?.string !== undefined &&
    (record.get("response")?.get("body") !== undefined || record.get("error") !== undefined),
  read: (record) => {
    const body = record.get("response")?.get("body");
    const samples = readResponse(body, record.get("custom_id")?.string);
    if (samples.length > 0) return { samples };
    return failedRequest(record, record.get("error") ?? body?.get("error"));
  },
};

function readResponse(body: JsonField | undefined, id: string | undefined): readonly SampleDraft[] {
  const model = body?.get("model")?.string;
  const output = body?.get("output")?.items();
  if (output !== undefined && output.length > 0) {
    const finishReason = body?.get("incomplete_details")?.get("reason")?.string;
    const given = attributes({ id, model, finishReason });
    return readAnswer(dialogueSamples([], responseTurns(output), { attributes: given }));
  }
  return (body?.get("choices")?.items() ?? []).flatMap((choice) => {
    const message = choice.get("message");
    if (message === undefined) return [];
    const finishReason = choice.get("finish_reason")?.string;
    const given = attributes({ id, model, finishReason });
    return readAnswer(dialogueSamples([], turnsOfMessage(message), { attributes: given }));
  });
}

function readAnswer({ samples }: FormatReading): readonly SampleDraft[] {
  return samples.filter(({ unanswered }) => unanswered === undefined);
}
