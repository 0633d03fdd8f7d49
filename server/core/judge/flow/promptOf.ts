import { promptNamed } from "../prompts/builtIn";
import type { Prompt } from "../prompts/prompt";
import { recordPrompt } from "./plan";

/**
 * The prompt with which a judgement was asked for; undefined if it is not known here.
 *
 * @param own a team's own prompt: then judgements by any other prompt are not wanted
 */
export function promptOfEntry(id: string, own?: Prompt): Prompt | undefined {
  if (own !== undefined) return own.id === id ? own : undefined;
  return id === recordPrompt.id ? recordPrompt : promptNamed(id);
}
