import { balancedEnd } from "../../json/looseJson";
import { readJsonTools, type Tool } from "../toolSchema";

/** What stands before a list of tools in JSON, as chat templates write it; special tokens may be gone. */
const introductions: readonly RegExp[] = [
  /* Kimi K2 */ /tool_declare(?:<\|im_middle\|>)?/g,
  /* Llama 3, in the system's turn or the user's */
  /(?:You have access to the following functions\.|Given the following functions, please respond with a JSON)[^{[]{0,400}(?:\{"name": function name, "parameters": [^{}]{0,100}\}\.?[^{[]{0,200})?/g,
  /* Llama 3.2 and 4, ToolACE */ /list of functions in JSON format that you can invoke[.:]?/g,
  /* DeepSeek V4 */ /### Available Tool Schemas/g,
  /* DeepSeek V3.2, OLMo 3 */ /<functions>/g,
  /* Mistral */ /\[AVAILABLE_TOOLS\]/g,
  /* Nemotron */ /<AVAILABLE_TOOLS>/g,
  /* LFM2 */ /List of tools: ?(?:<\|tool_list_start\|>)?/g,
  /* Granite 3 */ /<\|start_of_role\|>available_tools<\|end_of_role\|>/g,
  /* Phi-4-mini */ /<\|tool\|>/g,
  /* Jamba */ /<tool_definitions>/g,
];

/** The tools that stand as JSON behind what templates write before them; undefined if none do, or not only tools. */
export function jsonListTools(prompt: string): Tool[] | undefined {
  for (const introduction of introductions) {
    // Where the mark is only spoken of, no JSON follows.
    for (const match of prompt.matchAll(introduction)) {
      const tools = toolsFrom(prompt, match.index + match[0].length);
      if (tools !== undefined) return tools;
    }
  }
  return undefined;
}

/** What begins behind a place: one list of tools, or tools one after the other. */
function toolsFrom(prompt: string, from: number): Tool[] | undefined {
  const tools: Tool[] = [];
  for (let at = valueAt(prompt, from, "[{"); at !== undefined;) {
    const end = balancedEnd(prompt, at, prompt.length);
    const read = end === undefined ? undefined : readJsonTools(prompt.slice(at, end));
    if (read === undefined || end === undefined) return undefined;
    tools.push(...read);
    at = prompt[at] === "[" ? undefined : valueAt(prompt, end, "{");
  }
  return tools.length === 0 ? undefined : tools;
}

/** Where a JSON value begins with one of these brackets, if only white space and commas stand before it. */
function valueAt(text: string, from: number, brackets: string): number | undefined {
  let at = from;
  while (at < text.length && /[\s,]/.test(text[at] as string)) at++;
  return at < text.length && brackets.includes(text[at] as string) ? at : undefined;
}
