import { strip } from "../../python/whitespace";
import { chatHeader, chatMarks, type ChatFamily } from "../../text/chatMarks";
import type { Span } from "../../text/span";

export type { ChatFamily };

/** What the scorer strips: header and end of the assistant's turn. */
const marks: Readonly<Record<ChatFamily, { readonly header: string; readonly end: string }>> = {
  qwen: { header: chatHeader(chatMarks.qwen, "assistant"), end: chatMarks.qwen.end },
  llama: { header: chatHeader(chatMarks.llama, "assistant"), end: chatMarks.llama.end },
};

/** The families whose chat template the scorer strips. */
export const chatFamilies = Object.keys(marks) as readonly ChatFamily[];

/**
 * The scored part of a completion: what follows the last assistant header and precedes the next end-of-turn mark,
 * without white space at both ends. Without a header it begins at the text's start; an end mark still cuts it.
 */
export function scoredRange(completion: string, family: ChatFamily): Span {
  const { header, end: endMark } = marks[family];
  // Searching forward first is much faster if there is nothing to find, which is the usual case.
  const start = completion.includes(header) ? completion.lastIndexOf(header) + header.length : 0;
  const end = completion.indexOf(endMark, start);
  return strip(completion, { start, end: end === -1 ? completion.length : end });
}
