import { toolFromJson, type Tool } from "../toolSchema";

/** Types of one line in TypeScript, as JSON Schema. */
const types: Readonly<Record<string, unknown>> = {
  string: { type: "string" },
  number: { type: "number" },
  integer: { type: "integer" },
  boolean: { type: "boolean" },
  null: { type: "null" },
  object: { type: "object" },
};

/**
 * The list of gpt-oss and of Kimi K2.5: a TypeScript namespace with `type name = (_: { key?: type, … }) => any;` for each
 * tool. What is nested in a parameter is not read: such a parameter has no type here.
 */
export function declaredTools(prompt: string): Tool[] | undefined {
  const start = prompt.search(/^namespace functions \{/m);
  if (start < 0) return undefined;
  const length = prompt.slice(start).search(/^\}[ \t]*(?:\/\/.*)?$/m);
  const lines = prompt.slice(start, length < 0 ? prompt.length : start + length).split("\n");
  const tools: Tool[] = [];
  for (let i = 1; i < lines.length; i++) {
    const head = /^type ([\w.-]+) = \((_: \{)?/.exec(lines[i] ?? "");
    if (head === null) continue;
    const [, name = "", hasParameters] = head;
    const properties: [string, unknown][] = [];
    const required: string[] = [];
    if (hasParameters !== undefined) {
      let depth = 0;
      for (i++; i < lines.length && !(depth === 0 && /^\s*\}\)/.test(lines[i] ?? "")); i++) {
        const line = (lines[i] ?? "").replace(/^\s*\/\/.*$/, "");
        const member = depth === 0 ? /^\s*"?([\w.$-]+)"?(\?)?:(.*)$/.exec(line) : null;
        depth += count(line, /[{[(]/g) - count(line, /[}\])]/g);
        if (member === null) continue;
        const [, key = "", optional, rest = ""] = member;
        const [type = ""] = rest.split("//");
        properties.push([key, typeOf(type.trim().replace(/[,;]$/, ""))]);
        if (optional === undefined) required.push(key);
      }
      // Without the end of one, the list is cut.
      if (i >= lines.length) return undefined;
    }
    const schema = { type: "object", properties: Object.fromEntries(properties), required };
    const tool = toolFromJson({ name, parameters: schema });
    if (tool === undefined) return undefined;
    tools.push(tool);
  }
  return tools.length === 0 ? undefined : tools;
}

function count(line: string, pattern: RegExp): number {
  return line.replace(/"[^"]*"/g, "").match(pattern)?.length ?? 0;
}

/** A type by its TypeScript: a word, strings to choose from, or a list of a word. Nothing is said of others. */
function typeOf(written: string): unknown {
  if (/^"[^"]*"(?:\s*\|\s*"[^"]*")*$/.test(written)) {
    return { type: "string", enum: [...written.matchAll(/"([^"]*)"/g)].map(([, value]) => value) };
  }
  if (/^\w+\[\]$/.test(written)) return { type: "array" };
  return Object.hasOwn(types, written) ? types[written] : {};
}
