import { data } from "./data/list";
import type { Prompt, PromptKind } from "./prompt";

/** A prompt that comes with the product. Of one kind, the one with the lowest rank is the usual one. */
interface BuiltIn {
  readonly rank: number;
  readonly prompt: Prompt;
}

/** The prompts that come with the product. */
export const builtInPrompts: readonly Prompt[] = (data as readonly BuiltIn[])
  .toSorted((a, b) => a.rank - b.rank)
  .map(({ prompt }) => prompt);

export function promptNamed(id: string): Prompt | undefined {
  return builtInPrompts.find((prompt) => prompt.id === id);
}

/** The prompt of that kind which is used if none is named. */
export function usualPrompt(kind: PromptKind): Prompt {
  const prompt = builtInPrompts.find((each) => each.kind === kind);
  if (prompt === undefined) throw new Error(`There is no prompt of the kind ${kind}.`);
  return prompt;
}

/** The kind of prompt for a sample, by its data: two responses, a ground truth, or neither. */
export function usualKind(has: { readonly responses: boolean; readonly groundTruth: boolean }): PromptKind {
  return has.responses ? "pair" : has.groundTruth ? "truth" : "rating";
}
