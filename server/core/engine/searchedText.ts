import type { Sample } from "../model/sample";
import { shorten } from "../text/shorten";

/** Words to look for, in lower case, as a filter's `text:`, `prompt:` and `completion:` give them. */
export interface SearchedWords {
  readonly field: "text" | "prompt" | "completion";
  readonly words: string;
}

/**
 * Whether the sample has the words. `text` searches all of it: prompt, trace, and the two responses that a judge
 * compares.
 */
export function hasWords({ turns, completion, responses }: Sample, { field, words }: SearchedWords): boolean {
  const holds = (text: string | undefined): boolean => text?.toLowerCase().includes(words) ?? false;
  if (field !== "prompt" && holds(completion.text)) return true;
  if (field === "completion") return false;
  if (turns.some(({ part }) => holds(part?.text))) return true;
  return field === "text" && (holds(responses?.a.text) || holds(responses?.b.text));
}

/** The text in which a filter's `text:`, `prompt:` or `completion:` looks for words. */
export function searchedText({ turns, completion, responses }: Sample, field: SearchedWords["field"]): string {
  if (field === "completion") return completion.text;
  const prompt = turns.map(({ part }) => part?.text ?? "").join("\n");
  if (field === "prompt") return prompt;
  return [prompt, completion.text, responses?.a.text ?? "", responses?.b.text ?? ""].join("\n");
}

/** The prompt and the trace for display, each cut to `longest` UTF-16 units. */
export function beginningsOf(
  { turns, completion }: Sample,
  longest: number,
): { readonly prompt: string; readonly completion: string } {
  const prompt = turns.map(({ role, part }) => `${role}: ${shorten(part?.text ?? "", longest)}`).join("\n");
  return { prompt: shorten(prompt, longest), completion: shorten(completion.text, longest) };
}
