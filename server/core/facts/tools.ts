import type { Sample } from "../model/sample";
import { listedTools } from "./toolLists/toolList";
import { readJsonTools, type Tool, type ToolParameter } from "./toolSchema";

/** By name, in the order of the list. */
export type Tools = ReadonlyMap<string, Tool>;

/**
 * The tools of a sample: from its `tools`, else from the list in its prompt (ToolRL's text, Hermes's `<tools>`).
 *
 * Undefined if nothing lists the tools, or if the list cannot be read completely: then nothing is said about tools. The
 * same for an empty list, by which many records mean that they do not know.
 */
export function readTools(sample: Sample): Tools | undefined {
  if (sample.tools !== undefined) return toolsIn(sample.tools.text, readJsonTools);
  for (const role of ["system", "prompt", "user"] as const) {
    for (const turn of sample.turns) {
      if (turn.role !== role || turn.part === undefined) continue;
      const tools = toolsIn(turn.part.text, listedTools);
      if (tools !== undefined) return tools;
    }
  }
  return undefined;
}

type ReadTools = (text: string) => readonly Tool[] | undefined;

/** The lists that were read last: rollouts mostly share theirs, and those of one prompt stand together. */
let lastLists: readonly { readonly text: string; readonly read: ReadTools; readonly tools: Tools | undefined }[] = [];

function toolsIn(text: string, read: ReadTools): Tools | undefined {
  const known = lastLists.find((one) => one.text === text && one.read === read);
  if (known !== undefined) return known.tools;
  const tools = toolsOf(read(text));
  lastLists = [{ text, read, tools }, ...lastLists.slice(0, 2)];
  return tools;
}

function toolsOf(list: readonly Tool[] | undefined): Tools | undefined {
  if (list === undefined || list.length === 0) return undefined;
  const tools = new Map<string, Tool>();
  for (const tool of list) {
    const same = tools.get(tool.name);
    tools.set(tool.name, same === undefined ? tool : eitherOf(same, tool));
  }
  return tools;
}

/** Two tools with one name: a call may mean either. */
function eitherOf(a: Tool, b: Tool): Tool {
  const { name, description } = a;
  if (a.parameters === undefined || b.parameters === undefined) {
    return { name, description, parameters: undefined, open: true };
  }
  const parameters = new Map<string, ToolParameter>();
  for (const [key, parameter] of [...a.parameters, ...b.parameters]) {
    const inBoth = a.parameters.has(key) && b.parameters.has(key);
    if (!parameters.has(key))
      parameters.set(
        key,
        inBoth
          ? { ...parameter, type: undefined, enum: undefined, required: false }
          : { ...parameter, required: false },
      );
  }
  return { name, description, parameters, open: a.open || b.open };
}
