import { isPlainObject } from "../../json/lazyJson";
import { readJsonTools, toolFromJson, type Tool } from "../toolSchema";

/** MiniMax's list: each tool as JSON in a `<tool>` of its own. */
export function elementsOfJson(list: string): Tool[] | undefined {
  const tools = [...list.matchAll(/<tool>([^]*?)<\/tool>/g)].map(([, json = ""]) => readJsonTools(json.trim()));
  return tools.length > 0 && tools.every((tool) => tool !== undefined) ? tools.flat() : undefined;
}

/** Qwen-Coder's list: `<function>`, `<name>`, and a `<parameter>` with `<name>` and `<type>` each. */
export function elementTools(list: string): Tool[] | undefined {
  const tools = [...list.matchAll(/<function>([^]*?)<\/function>/g)].map(([, inside = ""]) => toolIn(inside));
  return tools.length > 0 && tools.every((tool) => tool !== undefined) ? tools : undefined;
}

function toolIn(inside: string): Tool | undefined {
  const [head = "", ...rest] = inside.split("<parameters>");
  const name = elementOf(head, "name");
  if (name === undefined || rest.length > 1) return undefined;
  const [parameters = ""] = rest;
  const properties = [...parameters.matchAll(/<parameter>([^]*?)<\/parameter>/g)].map(([, one = ""]) => {
    const type = elementOf(one, "type");
    const allowed = jsonOf(elementOf(one, "enum"));
    const schema = {
      ...(type === undefined ? {} : { type: jsonOf(type) ?? type }),
      ...(Array.isArray(allowed) ? { enum: allowed } : {}),
    };
    return [elementOf(one, "name") ?? "", schema] as const;
  });
  if (properties.some(([key]) => key === "")) return undefined;
  // What stands behind the last parameter is the whole tool's.
  const required = jsonOf(elementOf(parameters.slice(parameters.lastIndexOf("</parameter>") + 1), "required"));
  const more = Array.isArray(required) ? { required } : {};
  const schema = { type: "object", properties: Object.fromEntries(properties), ...more };
  return toolFromJson({ name, description: elementOf(head, "description"), parameters: schema });
}

function elementOf(text: string, tag: string): string | undefined {
  const start = text.indexOf(`<${tag}>`);
  const end = text.indexOf(`</${tag}>`, start);
  return start < 0 || end < 0 ? undefined : text.slice(start + tag.length + 2, end).trim();
}

/** The list, object or string that a text is as JSON. Qwen-Coder writes lists as Python does. */
function jsonOf(text: string | undefined): unknown {
  if (text === undefined || !/^[[{"]/.test(text)) return undefined;
  for (const written of [text, text.replaceAll("'", '"')]) {
    try {
      const value: unknown = JSON.parse(written);
      if (Array.isArray(value) || isPlainObject(value) || typeof value === "string") return value;
    } catch {
      continue;
    }
  }
  return undefined;
}
