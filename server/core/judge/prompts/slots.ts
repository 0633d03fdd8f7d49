import type { Sample, Turn } from "../../model/sample";
import type { Slots } from "./template";

/** The texts of a sample that a judge is shown. `swapped`: the record's second response comes first. */
export function slotsOf(sample: Sample, swapped: boolean): Slots {
  const { turns, responses, tools, completion, groundTruth, unanswered } = sample;
  const [first, second] = swapped ? [responses?.b, responses?.a] : [responses?.a, responses?.b];
  const slots: Record<string, string | undefined> = {
    question: questionOf(turns),
    response_a: first?.text,
    response_b: second?.text,
    conversation_a: first && conversation(turns, "Chatbot A", first.text),
    conversation_b: second && conversation(turns, "Chatbot B", second.text),
    tools: tools?.text,
    completion: unanswered === true ? undefined : completion.text,
    ground_truth: groundTruth?.text,
  };
  return Object.fromEntries(Object.entries(slots).filter(([, text]) => text !== undefined));
}

/** Is it a dialogue, rather than one question? */
export function isDialogue(turns: readonly Turn[]): boolean {
  return turns.filter(({ role }) => role === "user").length > 1;
}

/** A single question as it is written; several turns each with their role before them. */
function questionOf(turns: readonly Turn[]): string {
  const told = turns.filter(({ part }) => part !== undefined);
  const [only] = told;
  if (told.length === 1 && only?.part !== undefined) return only.part.text;
  return told.map((turn) => `${names[turn.role]}: ${turn.part?.text ?? ""}`).join("\n\n");
}

function conversation(turns: readonly Turn[], name: string, response: string): string {
  const told = turns.flatMap(({ role, part }) =>
    part === undefined ? [] : [`${role === "assistant" ? name : names[role]}: ${part.text}`],
  );
  return [...told, `${name}: ${response}`].join("\n\n");
}

const names: Readonly<Record<Turn["role"], string>> = {
  system: "System",
  user: "Client",
  assistant: "Chatbot",
  tool: "Tool",
  prompt: "Prompt",
};
