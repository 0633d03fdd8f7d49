import type { Turn } from "../../model/sample";
import { isMessages, plainTurns, readMessages } from "./conversation";
import { promptTurns } from "./decodedPrompt";
import { dialogueSamples } from "./dialogue";
import type { JsonField } from "../json/jsonField";
import { draft, type FormatReading, type SampleDraft } from "./jsonFormat";
import { judgedIn, withJudgedResponses } from "./judgePrompt";

/** The samples of a prompt and a completion, each of them text or messages. */
export function readPromptAndCompletion(
  prompt: JsonField | undefined,
  completion: JsonField | undefined,
  rest: Partial<SampleDraft>,
): FormatReading {
  if (isMessages(completion)) return dialogueSamples(readPrompt(prompt), readMessages(completion), rest);
  const part = completion?.textPart("completion");
  if (part === undefined) return { samples: [] };
  const text = prompt?.textPart("prompt");
  if (text === undefined)
    return { samples: [draft(part, withJudgedResponses({ ...rest, turns: readPrompt(prompt) }))] };
  return { samples: [draft(part, judgedIn(text, { ...rest, turns: () => promptTurns(text) }))] };
}

/** The turns of a prompt that is text or messages. */
export function readPrompt(prompt: JsonField | undefined): Turn[] {
  if (isMessages(prompt)) return plainTurns(readMessages(prompt));
  const part = prompt?.textPart("prompt");
  return part === undefined ? [] : promptTurns(part);
}
