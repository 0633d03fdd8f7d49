import type { DialectTool } from "../dialects/dialect";
import { isPlainObject, readLazily } from "../json/lazyJson";
import type { Part, Sample } from "../model/sample";
import type { Tools } from "./tools";
import type { Tool, ToolParameter } from "./toolSchema";

/**
 * A sample's tools as dialects and servers need them: with the schema as it is written, which types what is written as text.
 *
 * @param listed the sample's own, as `readTools` gives them
 */
export function dialectTools({ tools }: Pick<Sample, "tools">, listed: Tools | undefined): readonly DialectTool[] {
  if (listed === undefined) return [];
  const written = tools === undefined ? new Map<string, unknown>() : schemasIn(tools);
  return [...listed.values()].map((tool) => ({
    name: tool.name,
    parameters: written.get(tool.name) ?? tool.schema ?? schemaOf(tool),
  }));
}

/** The schemas of a record's list of tools, by the tools' names. */
function schemasIn({ text }: Part): Map<string, unknown> {
  const read = readLazily(text, { start: 0, end: text.length });
  const list: readonly unknown[] = read.ok && Array.isArray(read.json.value) ? read.json.value : [];
  return new Map(
    list.flatMap((given) => {
      const tool = isPlainObject(given) && isPlainObject(given["function"]) ? given["function"] : given;
      if (!isPlainObject(tool) || typeof tool["name"] !== "string") return [];
      return [[tool["name"], tool["parameters"] ?? tool["input_schema"] ?? tool["inputSchema"]] as const];
    }),
  );
}

/** A schema that says what is known of a tool that a prompt lists in words. */
function schemaOf({ parameters }: Tool): unknown {
  if (parameters === undefined) return undefined;
  const properties = [...parameters].map(([name, parameter]) => [name, propertyOf(parameter)]);
  return { type: "object", properties: Object.fromEntries(properties) as Record<string, unknown> };
}

function propertyOf({ type }: ToolParameter): unknown {
  return type === undefined ? {} : { type: [...type.kinds] };
}
