import type { DialectTool } from "../dialects/dialect";
import type { Tools } from "./tools";

/** The tools as dialects need them: which there are, and what type each parameter has. */
export function dialectTools(tools: Tools | undefined): DialectTool[] {
  if (tools === undefined) return [];
  return [...tools.values()].map(({ name, parameters }) => ({
    name,
    parameters: {
      properties: Object.fromEntries(
        [...(parameters?.values() ?? [])].map(({ name: parameter, type }) => [
          parameter,
          type === undefined ? {} : { type: [...type.kinds] },
        ]),
      ),
    },
  }));
}
