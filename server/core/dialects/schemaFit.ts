import type { DialectTool } from "./dialect";

/** A schema within a schema is followed so far; what is deeper fits. */
const maxDepth = 30;

/**
 * Could these be the arguments of a call of that tool? Names, required ones, types and values have to fit, at every
 * depth. What a schema says in other words (`$ref`, `anyOf`, patterns) fits.
 *
 * @returns undefined if nothing is known of the tool's parameters
 */
export function fitsTool(tools: readonly DialectTool[], name: string | undefined, given: unknown): boolean | undefined {
  const schemas = tools.filter((tool) => tool.name === name).map(({ parameters }) => asObjectSchema(parameters));
  const known = schemas.filter((schema) => schema !== undefined);
  if (known.length === 0 || known.length < schemas.length) return undefined;
  return known.some((schema) => fits(schema, given, 0));
}

type Schema = Readonly<Record<string, unknown>>;

/** Tools list their parameters as a schema of an object, or as an object of name → schema. */
function asObjectSchema(parameters: unknown): Schema | undefined {
  if (!isObject(parameters)) return undefined;
  if (isObject(parameters["properties"]) || typeof parameters["type"] === "string") return parameters;
  return Object.values(parameters).every(isObject) ? { type: "object", properties: parameters } : undefined;
}

const otherWords = ["$ref", "allOf", "anyOf", "oneOf", "not", "if"];

function fits(schema: unknown, value: unknown, depth: number): boolean {
  if (!isObject(schema) || depth > maxDepth || otherWords.some((word) => Object.hasOwn(schema, word))) return true;
  if (!fitsTypes(schema, value)) return false;
  const { enum: allowed } = schema;
  if (Array.isArray(allowed) && !isCompound(value) && !allowed.includes(value)) return false;
  if (Array.isArray(value)) return value.every((item) => fits(schema["items"], item, depth + 1));
  return !isObject(value) || fitsProperties(schema, value, depth);
}

function fitsProperties(schema: Schema, value: Schema, depth: number): boolean {
  const { properties, required, additionalProperties: more } = schema;
  if (Array.isArray(required) && !required.every((name) => typeof name === "string" && Object.hasOwn(value, name))) {
    return false;
  }
  if (!isObject(properties)) return true;
  const isOpen = more === true || isObject(more) || Object.hasOwn(schema, "patternProperties");
  return Object.entries(value).every(([name, member]) =>
    Object.hasOwn(properties, name) ? fits(properties[name], member, depth + 1) : isOpen,
  );
}

function fitsTypes({ type, nullable }: Schema, value: unknown): boolean {
  const types: readonly unknown[] = Array.isArray(type) ? type : [type];
  const known = types.filter((one) => typeof one === "string" && Object.hasOwn(kinds, one));
  if (known.length < types.length || (value === null && nullable === true)) return true;
  return known.some((one) => kinds[one as string]?.(value));
}

/** JSON Schema's types; of any other word nothing is said. */
const kinds: Readonly<Record<string, (value: unknown) => boolean>> = {
  string: (value) => typeof value === "string",
  number: (value) => typeof value === "number" || typeof value === "bigint",
  integer: (value) => typeof value === "bigint" || Number.isInteger(value),
  boolean: (value) => typeof value === "boolean",
  array: (value) => Array.isArray(value),
  object: isObject,
  null: (value) => value === null,
};

function isCompound(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function isObject(value: unknown): value is Schema {
  return isCompound(value) && !Array.isArray(value);
}
