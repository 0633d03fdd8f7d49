import { readLazily } from "../../json/lazyJson";
import { NextOccurrence } from "../../text/nextOccurrence";
import { readJsonTools, readParameters, toolFromJson, type Tool } from "../toolSchema";
import { declaredTools } from "./declaredTools";
import { elementsOfJson, elementTools } from "./elementTools";
import { headedTools } from "./headedTools";
import { jsonListTools } from "./jsonListTools";

/** The tools that a prompt lists as text; undefined if it lists none, or if its list cannot be read completely. */
export function listedTools(prompt: string): Tool[] | undefined {
  return (
    numberedTools(prompt) ??
    taggedTools(prompt) ??
    jsonListTools(prompt) ??
    headedTools(prompt) ??
    declaredTools(prompt)
  );
}

const numberedName = /^\d+\. Name: (.*)$/;
const descriptionStart = "Description: ";
const parametersStart = "Parameters: ";

/** ToolRL's list: `1. Name: …`, `Description: …` (of any number of lines), `Parameters: {…}`. */
function numberedTools(prompt: string): Tool[] | undefined {
  if (!prompt.includes(". Name: ")) return undefined;
  const tools: Tool[] = [];
  let name: string | undefined;
  let description: string | undefined;
  for (const line of prompt.split("\n")) {
    const begun = numberedName.exec(line.trimEnd())?.[1];
    if (begun !== undefined) {
      name = begun;
      description = undefined;
    } else if (name !== undefined && line.startsWith(parametersStart)) {
      const range = { start: parametersStart.length, end: line.length };
      const read = readLazily(line, range);
      tools.push({ name, description, ...readParameters(read.ok ? read.json.value : undefined) });
      name = undefined;
    } else if (name !== undefined && description === undefined && line.startsWith(descriptionStart)) {
      description = line.slice(descriptionStart.length).trimEnd();
    } else if (description !== undefined) {
      description += `\n${line}`;
    }
  }
  return tools.length > 0 ? tools : undefined;
}

/**
 * Hermes's and Qwen's list: between `<tools>` and `</tools>` a JSON array of tools, or one JSON object per line. MiniMax
 * puts each into `<tool>`, and Qwen-Coder writes elements.
 */
function taggedTools(prompt: string): Tool[] | undefined {
  const opener = new NextOccurrence(prompt, "<tools>");
  const closer = new NextOccurrence(prompt, "</tools>");
  // The prompt also mentions "<tools></tools> XML tags": the list is the first pair that is not empty.
  for (let at = opener.from(0); at < prompt.length; at = opener.from(at + 1)) {
    const start = at + "<tools>".length;
    const inside = prompt.slice(start, closer.from(start)).trim();
    if (inside === "") continue;
    if (inside.startsWith("<function>")) return elementTools(inside);
    if (inside.startsWith("<tool>")) return elementsOfJson(inside);
    if (!inside.startsWith("[") && !inside.startsWith("{")) return undefined;
    const array = readJsonTools(inside);
    if (array !== undefined) return array;
    const tools = inside.split("\n").flatMap((line) => {
      if (line.trim() === "") return [];
      const read = readLazily(line, { start: 0, end: line.length });
      return [read.ok ? toolFromJson(read.json.value) : undefined];
    });
    return tools.every((tool) => tool !== undefined) ? tools : undefined;
  }
  return undefined;
}
