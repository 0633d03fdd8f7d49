import { attributes } from "../fields/attributes";
import { isMessages, readMessage, readMessages } from "../fields/conversation";
import { dialogueSamples } from "../fields/dialogue";
import { failedRequest } from "../fields/failures";
import type { JsonFormat, SampleDraft } from "../fields/jsonFormat";
import { asContext, Dialogue } from "../fields/turns";

/** Logs of calls to a model server that hold request and response (LiteLLM's callbacks): each choice is a sample. */
export const liteLlm: JsonFormat = {
  id: "litellm",
  rank: 300,
  title: "LiteLLM log",
  fields: "`messages`, and `response` with `choices` or a `status`",
  origin: { writer: "LiteLLM's callbacks", group: "`trace_id`" },
  fits: (record) =>
    isMessages(record.get("messages")) &&
    (Array.isArray(record.get("response")?.get("choices")?.value) ||
      (record.get("status")?.string !== undefined &&
        record.first("call_type", "litellm_call_id", "model_parameters") !== undefined)),
  read: (record) => {
    const messages = record.get("messages");
    const asked = isMessages(messages) ? readMessages(messages) : [];
    const samples = (record.get("response")?.get("choices")?.items() ?? []).flatMap(
      (choice, i): readonly SampleDraft[] => {
        // What the model said before is audited only once.
        const before = i === 0 ? asked : asContext(asked);
        const message = choice.get("message");
        if (message === undefined) return [];
        const dialogue = new Dialogue();
        readMessage(message, dialogue);
        const finishReason = choice.get("finish_reason")?.string;
        const given = attributes({
          id: record.get("id")?.label,
          group: record.first("trace_id", "session_id")?.label,
          model: record.get("model")?.string,
          finishReason,
        });
        const tools = (record.get("model_parameters")?.get("tools") ?? record.get("tools"))?.part("tools");
        return dialogueSamples([], [...before, ...dialogue.turns], { attributes: given, tools }).samples;
      },
    );
    if (samples.length > 0) return { samples };
    return failedRequest(record, record.first("error_information", "error_str", "error"));
  },
};
