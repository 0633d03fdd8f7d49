import { isPlainObject, readLazily } from "../json/lazyJson";
import { kindOf, readType, type JsonKind, type ParameterType } from "./parameterType";

/** A tool that the calls of a sample can name. */
export interface Tool {
  readonly name: string;
  readonly description: string | undefined;
  /** By name; undefined if the list does not give the parameters. */
  readonly parameters: ReadonlyMap<string, ToolParameter> | undefined;
  /** Can a call have parameters beyond these? */
  readonly open: boolean;
  /** The JSON Schema of its parameters as it is written, where it is. */
  readonly schema?: unknown;
}

export interface ToolParameter {
  readonly name: string;
  /** Undefined if the list gives none, or gives one in unknown words. */
  readonly type: ParameterType | undefined;
  /** Must every call have it? ToolRL's lists do not say, so nothing is required there. */
  readonly required: boolean;
  readonly enum: readonly unknown[] | undefined;
  readonly description: string | undefined;
  /** The default value; undefined if there is none. */
  readonly default: unknown;
}

/** A JSON array of tools, or one tool; undefined if it is neither. */
export function readJsonTools(text: string): Tool[] | undefined {
  const read = readLazily(text, { start: 0, end: text.length });
  if (!read.ok) return undefined;
  const { value } = read.json;
  const tools = (Array.isArray(value) ? value : [value]).map(toolFromJson);
  return tools.every((tool) => tool !== undefined) ? tools : undefined;
}

/** A tool as JSON: `{name, description, parameters}`, alone or under OpenAI's `function`. */
export function toolFromJson(value: unknown): Tool | undefined {
  if (!isPlainObject(value)) return undefined;
  const tool = isPlainObject(value["function"]) ? value["function"] : value;
  const { name, description } = tool;
  if (typeof name !== "string") return undefined;
  const schema = tool["parameters"] ?? tool["input_schema"] ?? tool["inputSchema"];
  return { name, description: textOrNothing(description), ...readParameters(schema), schema };
}

/** Reads a JSON Schema of parameters, or ToolRL's flat object of name → `{type, description, default}`. */
export function readParameters(schema: unknown): Pick<Tool, "parameters" | "open"> {
  if (!isPlainObject(schema)) return { parameters: undefined, open: true };
  const { properties } = schema;
  if (isPlainObject(properties) && (schema["type"] === "object" || schema["type"] === undefined)) {
    const required = new Set<unknown>(Array.isArray(schema["required"]) ? schema["required"] : []);
    // Besides `properties`, a schema can admit names by pattern or from elsewhere.
    const open =
      schema["additionalProperties"] === true ||
      isPlainObject(schema["additionalProperties"]) ||
      ["patternProperties", "$ref", "allOf", "anyOf", "oneOf"].some((key) => Object.hasOwn(schema, key));
    return { parameters: parametersFrom(properties, (name) => required.has(name)), open };
  }
  // An object schema without properties: a tool without parameters, or one that does not say.
  if (typeof schema["type"] === "string" || Object.hasOwn(schema, "$ref")) {
    return { parameters: undefined, open: true };
  }
  if (!Object.values(schema).every(isPlainObject)) return { parameters: undefined, open: true };
  return { parameters: parametersFrom(schema, () => false), open: false };
}

function parametersFrom(
  list: Readonly<Record<string, unknown>>,
  isRequired: (name: string) => boolean,
): ReadonlyMap<string, ToolParameter> {
  return new Map(
    Object.entries(list).map(([name, given]) => {
      const described = isPlainObject(given) ? given : {};
      const parameter: ToolParameter = {
        name,
        type: typeFrom(described),
        required: isRequired(name),
        enum: Array.isArray(described["enum"]) ? described["enum"] : undefined,
        description: textOrNothing(described["description"]),
        default: described["default"],
      };
      return [name, parameter];
    }),
  );
}

function typeFrom(described: Readonly<Record<string, unknown>>): ParameterType | undefined {
  const types = described["type"];
  const list = Array.isArray(types) ? types : [types];
  if (!list.every((type) => typeof type === "string")) return undefined;
  const type = readType(list.join(" | "));
  if (type === undefined) return undefined;
  const more: JsonKind[] = described["nullable"] === true ? ["null"] : [];
  // A default is a value that the tool accepts, whatever the type says; an empty string only means that there is none.
  if (described["default"] !== undefined && described["default"] !== "") more.push(kindOf(described["default"]));
  return more.length === 0 ? type : { written: type.written, kinds: new Set([...type.kinds, ...more]) };
}

function textOrNothing(value: unknown): string | undefined {
  return typeof value === "string" && value !== "" ? value : undefined;
}
