import { nameOf } from "./callComparison";
import type { ComparedCall } from "../rewards/shape/comparedCalls";
import type { Tools } from "./tools";

/** Has the tool of a call no parameter of that name? False where the tool is not listed, or may take more than it lists. */
export function isForeign(parameter: string, call: ComparedCall, tools: Tools | undefined): boolean {
  const tool = tools?.get(nameOf(call));
  return tool?.parameters !== undefined && !tool.open && !tool.parameters.has(parameter);
}

/** Is an argument of a call one that its tool does not have? Then the call disagrees with the list of tools. */
export function hasForeign(call: ComparedCall, tools: Tools | undefined): boolean {
  const given = call.arguments;
  return given?.type === "object" && given.members.some(({ key }) => isForeign(key.value, call, tools));
}
