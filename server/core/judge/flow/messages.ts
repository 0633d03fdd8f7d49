import type { Sample } from "../../model/sample";
import { neededSlots, fill } from "../prompts/template";
import type { Prompt } from "../prompts/prompt";
import { isDialogue, slotsOf } from "../prompts/slots";
import type { Message } from "../endpoint/request";

/** The messages for a judge, or why there are none: a phrase that continues "it cannot be judged: ". */
export type Messages = { readonly messages: readonly Message[] } | { readonly problem: string };

/** The messages with which a prompt shows a sample. `swapped`: the record's second response first. */
export function messagesFor(sample: Sample, prompt: Prompt, swapped: boolean): Messages {
  const slots = slotsOf(sample, swapped);
  const template = isDialogue(sample.turns) ? (prompt.conversation ?? prompt.user) : prompt.user;
  const missing = neededSlots(template).filter((slot) => slots[slot] === undefined);
  if (missing.length > 0)
    return { problem: `the prompt ${prompt.id} needs what the record lacks: ${missing.join(", ")}` };
  const user: Message = { role: "user", content: fill(template, slots) };
  const { system } = prompt;
  return { messages: system === undefined ? [user] : [{ role: "system", content: system }, user] };
}

/** Marks around each of the two responses in a judge's own prompt. */
const marks: readonly (readonly [string, string])[] = [
  ["[The Start of Chatbot A's Response]", "[The Start of Chatbot B's Response]"],
  [
    "[The Start of the Conversation between Chatbot A and the Client]",
    "[The Start of the Conversation between Chatbot B and the Client]",
  ],
];

/** Does the record already contain a judge's whole prompt? Then those messages are sent as they are. */
export function hasOwnMessages({ turns, responses }: Sample): boolean {
  const last = turns.at(-1)?.part?.text ?? "";
  return responses !== undefined && marks.some(([first]) => last.includes(first));
}

/** The record's own messages; if swapped, the two responses change places in them. */
export function ownMessages({ turns, responses }: Sample, swapped: boolean): Messages {
  const messages = turns.flatMap(({ role, part }): Message[] =>
    part === undefined ? [] : [{ role: role === "system" || role === "assistant" ? role : "user", content: part.text }],
  );
  const last = messages.at(-1);
  if (!swapped || last === undefined || responses === undefined) return { messages };
  const { content } = last;
  for (const [markA, markB] of marks) {
    const [startA, startB] = [content.indexOf(markA), content.indexOf(markB)];
    if (startA < 0 || startB < startA) continue;
    const a = content.indexOf(responses.a.text, startA + markA.length);
    const b = content.indexOf(responses.b.text, startB + markB.length);
    if (a < 0 || b < 0 || a + responses.a.text.length > startB) continue;
    const swappedText =
      content.slice(0, a) +
      responses.b.text +
      content.slice(a + responses.a.text.length, b) +
      responses.a.text +
      content.slice(b + responses.b.text.length);
    return { messages: [...messages.slice(0, -1), { ...last, content: swappedText }] };
  }
  return { problem: "the record holds its own prompt, and the two responses could not be told apart in it" };
}
