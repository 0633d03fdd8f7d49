import { promptNamed } from "../prompts/builtIn";
import type { Prompt } from "../prompts/prompt";
import { recordPrompt } from "./plan";

/**
 * The prompt by which a judgement was asked for; undefined where it is not known here.
 *
 * @param own a team's own prompt: then judgements by any other one are not wanted
 */
export function promptOfEntry(id: string, own?: Prompt): Prompt | undefined {
  if (own !== undefined) return own.id === id ? own : undefined;
  return id === recordPrompt.id ? recordPrompt : promptNamed(id);
}
