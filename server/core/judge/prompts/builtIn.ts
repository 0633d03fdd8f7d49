import groundTruth from "./ground-truth.json";
import mtBenchPair from "./mt-bench-pair.json";
import mtBenchSingle from "./mt-bench-single.json";
import type { Prompt } from "./prompt";
import rmR1Instruct from "./rm-r1-instruct.json";
import rmR1Reasoning from "./rm-r1-reasoning.json";
import rollouts from "./rollouts.json";

/** The prompts that come with the product. */
export const builtInPrompts: readonly Prompt[] = [
  rmR1Instruct,
  rmR1Reasoning,
  mtBenchPair,
  mtBenchSingle,
  groundTruth,
  rollouts,
].map((data) => data as unknown as Prompt);

export function promptNamed(id: string): Prompt | undefined {
  return builtInPrompts.find((prompt) => prompt.id === id);
}

/** The built-in prompt of that name. */
function builtIn(id: string): Prompt {
  const prompt = promptNamed(id);
  if (prompt === undefined) throw new Error(`There is no prompt ${id}.`);
  return prompt;
}

/** The default prompt for a sample, by its data: two responses, a ground truth, or neither. */
export function usualPrompt(has: { readonly responses: boolean; readonly groundTruth: boolean }): Prompt {
  return builtIn(has.responses ? "rm-r1-instruct" : has.groundTruth ? "ground-truth" : "mt-bench-single");
}
