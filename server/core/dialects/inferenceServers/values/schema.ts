import type { DialectTool } from "../../dialect";

/** The properties that a tool's schema names; empty if the tool or its schema is not known. */
export function propertiesOf(tools: readonly DialectTool[], name: string): Readonly<Record<string, unknown>> {
  const tool = tools.find((one) => one.name === name);
  const properties = recordOf(recordOf(tool?.parameters)?.["properties"]);
  return properties ?? {};
}

/** The schema of one parameter; undefined if there is none. */
export function propertyOf(tools: readonly DialectTool[], name: string, parameter: string): unknown {
  const properties = propertiesOf(tools, name);
  return Object.hasOwn(properties, parameter) ? properties[parameter] : undefined;
}

/** Is a tool listed? If no tools are given, they are not known, and any name counts. */
export function isKnown(tools: readonly DialectTool[], name: string | undefined): boolean {
  return tools.some((tool) => tool.name === name) || (tools.length === 0 && name !== undefined && name !== "");
}

export function recordOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return undefined;
  return value as Readonly<Record<string, unknown>>;
}

/** Deeper alternatives are not examined. */
const maxDepth = 8;

/** All types that a schema allows, including those of its alternatives and constants; `string` if it names none. */
export function allTypes(schema: unknown, depth = 0): ReadonlySet<string> {
  const record = recordOf(schema);
  if (record === undefined || depth > maxDepth) return new Set(["string"]);
  const { type, enum: constants } = record;
  const types = new Set<string>();
  for (const one of Array.isArray(type) ? (type as unknown[]) : [type]) if (typeof one === "string") types.add(one);
  if (Array.isArray(constants)) for (const one of constants) types.add(typeOf(one));
  for (const field of ["anyOf", "oneOf", "allOf"]) {
    const choices = record[field];
    if (!Array.isArray(choices)) continue;
    for (const choice of choices) for (const one of allTypes(choice, depth + 1)) types.add(one);
  }
  return types.size === 0 ? new Set(["string"]) : types;
}

/** The one type that a schema is taken for: the first that is not null; undefined if it names none. */
export function mainType(schema: unknown, depth = 0): string | undefined {
  const record = recordOf(schema);
  if (record === undefined || depth > maxDepth) return undefined;
  const { type, enum: constants } = record;
  if (typeof type === "string") return type;
  if (Array.isArray(type) && type.length > 0) {
    const first: unknown = type.find((one) => one !== "null");
    return typeof first === "string" ? first : "string";
  }
  const choices = record["anyOf"] ?? record["oneOf"];
  if (Array.isArray(choices)) {
    const types = new Set(choices.map((one) => mainType(one, depth + 1)).filter((one) => one !== undefined));
    types.delete("null");
    if (types.has("string")) return "string";
    for (const one of types) return one;
  }
  if (Array.isArray(constants)) {
    const types = new Set(constants.map(typeOf));
    if (types.size === 1) for (const one of types) return one;
    return "string";
  }
  if (record["properties"] !== undefined) return "object";
  return record["items"] === undefined ? undefined : "array";
}

/** The only type that a schema allows; undefined if it allows several or names none. */
export function onlyType(schema: unknown): string | undefined {
  const record = recordOf(schema);
  const isTyped = record !== undefined && ["type", "enum", "anyOf", "oneOf", "allOf"].some((field) => field in record);
  const types = isTyped
    ? [...allTypes(record)].filter((type) => type !== "integer" || !allTypes(record).has("number"))
    : [];
  return types.length === 1 ? types[0] : undefined;
}

function typeOf(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value === "boolean" || typeof value === "string" ? typeof value : "object";
}
