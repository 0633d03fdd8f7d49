import type { Turn } from "../../model/sample";
import { isMessages, readMessages } from "./conversation";
import { promptTurns } from "./decodedPrompt";
import { dialogueSamples } from "./dialogue";
import type { JsonField } from "../json/jsonField";
import { plainTurns } from "./turns";
import { draft, type FormatReading, type SampleDraft } from "./jsonFormat";
import { judgedIn, withJudgedResponses } from "./judgePrompt";

/** The samples of a prompt and a completion, each of them text, messages, or messages written as JSON text. */
export function readPromptAndCompletion(
  prompt: JsonField | undefined,
  completion: JsonField | undefined,
  rest: Partial<SampleDraft>,
): FormatReading {
  if (isMessages(completion)) return dialogueSamples(readPrompt(prompt), readMessages(completion), rest);
  const part = completion?.textPart("completion");
  if (part === undefined) return { samples: [] };
  const text = prompt?.textPart("prompt");
  if (text === undefined || messagesInText(prompt) !== undefined) {
    return { samples: [draft(part, withJudgedResponses({ ...rest, turns: readPrompt(prompt) }))] };
  }
  return { samples: [draft(part, judgedIn(text, { ...rest, turns: () => promptTurns(text) }))] };
}

/** The turns of a prompt that is text or messages. */
export function readPrompt(prompt: JsonField | undefined): Turn[] {
  const messages = isMessages(prompt) ? prompt : messagesInText(prompt);
  if (messages !== undefined) return plainTurns(readMessages(messages));
  const part = prompt?.textPart("prompt");
  return part === undefined ? [] : promptTurns(part);
}

/** Messages that a text holds as JSON, as in tables. */
export function messagesInText(field: JsonField | undefined): JsonField | undefined {
  if (field?.string === undefined || !/^\s*\[\s*\{/.test(field.string)) return undefined;
  const nested = field.nested();
  return isMessages(nested) ? nested : undefined;
}
