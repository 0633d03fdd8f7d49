import type { JsonField } from "../json/jsonField";
import { isObject } from "../json/jsonField";
import type { FormatReading } from "./jsonFormat";

/** The message in an error field: a text, or the message of an object. */
export function errorText(error: JsonField | undefined): string | undefined {
  if (error === undefined) return undefined;
  if (error.string !== undefined) return error.string === "" ? undefined : error.string;
  if (!isObject(error.value)) return undefined;
  const type = error.first("type", "error", "code", "error_class")?.label;
  const message = error.first("message", "error_chain_repr", "error_chain_str", "error_message")?.string;
  if (type === undefined || message === undefined || message.startsWith(type)) return message ?? type;
  return `${type}: ${message}`;
}

/** A logged request without an answer. This is the writer's problem, not a mistake in the record. */
export function failedRequest(record: JsonField, error: JsonField | undefined): FormatReading {
  const why = errorText(error);
  const message =
    why === undefined
      ? "This request has no completion to audit: its response holds no choices."
      : `This request failed and has no completion to audit: ${why}`;
  return {
    samples: [],
    problems: [{ code: "failed-request", severity: "information", message, span: (error ?? record).span }],
  };
}

/** A rollout that ended with an error before the model had said a word. It is counted and is no broken record. */
export function erroredRollout(record: JsonField, error: JsonField | undefined): FormatReading {
  const why = errorText(error);
  const message = `This rollout has no completion to audit: it ended with an error${why === undefined ? "" : `, ${why}`}.`;
  return {
    samples: [],
    problems: [{ code: "errored-rollout", severity: "information", message, span: (error ?? record).span }],
  };
}
