import { balancedEnd } from "../../json/looseJson";
import { isPlainObject, readLazily } from "../../json/lazyJson";
import { readParameters, toolFromJson, type Tool } from "../toolSchema";

/** The lists of DeepSeek: a heading for each tool, and its schema; undefined if there is none that can be read. */
export function headedTools(prompt: string): Tool[] | undefined {
  if (!prompt.includes("## Tools")) return undefined;
  return read(prompt, v31Head, withParameters) ?? read(prompt, v3Head, wholeTool);
}

/** V3.1: `### name`, `Description: …`, `Parameters: {…}`. */
const v31Head = /^### ([^\n]{1,200})\nDescription: ([^\n]*)\n(?:(?!### )[^\n]*\n){0,200}?Parameters: (?=\{)/gm;
/** V3: an item with the name, and all of the tool in a fence. */
const v3Head = /^[-*] `([^`\n]{1,200})`:?\s*```json\s*(?=\{)/gm;

type Reader = (value: unknown, name: string, description: string | undefined) => Tool | undefined;

const withParameters: Reader = (value, name, description) =>
  isPlainObject(value)
    ? { name: name.trim(), description: description?.trim(), ...readParameters(value), schema: value }
    : undefined;
const wholeTool: Reader = (value) => toolFromJson(value);

function read(prompt: string, head: RegExp, toolOf: Reader): Tool[] | undefined {
  const tools = [...prompt.matchAll(head)].map((match) => {
    const start = match.index + match[0].length;
    const end = balancedEnd(prompt, start, prompt.length);
    const json = end === undefined ? undefined : readLazily(prompt, { start, end });
    return json?.ok === true ? toolOf(json.json.value, match[1] ?? "", match[2]) : undefined;
  });
  return tools.length > 0 && tools.every((tool) => tool !== undefined) ? tools : undefined;
}
