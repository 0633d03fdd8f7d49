import { readJson } from "../json/readJson";
import { valueOf, writeJson } from "../json/looseJson";
import type { TypedBy } from "./call";

/**
 * The value that a text has by a schema. If the schema allows only `string`, it is the text. Otherwise it is null, an
 * integer, number, boolean, object or array, as far as the type allows; else it stays a string, which the check of
 * types reports. Without a schema it is text.
 */
export function typedBySchema(text: string, schema: unknown): { value: unknown; typedBy: TypedBy } {
  const types = typesOf(schema);
  if (types === undefined) return { value: text, typedBy: "text" };
  const typed = (value: unknown) => ({ value, typedBy: "schema" as const });
  const trimmed = text.trim();
  if (types.has("null") && /^(?:null|None)$/.test(trimmed)) return typed(null);
  if (types.has("integer") || types.has("number")) {
    if (/^[-+]?\d+$/.test(trimmed)) {
      const value = Number(trimmed);
      return typed(Number.isSafeInteger(value) ? value : BigInt(trimmed.replace("+", "")));
    }
    const isNumber = /^[-+]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][-+]?\d+)?$/.test(trimmed);
    if (isNumber && (types.has("number") || Number.isInteger(Number(trimmed)))) return typed(Number(trimmed));
  }
  if (types.has("boolean") && /^(?:true|false)$/i.test(trimmed)) return typed(/^t/i.test(trimmed));
  if (types.has("object") || types.has("array")) {
    const value = jsonValue(trimmed);
    if (Array.isArray(value) ? types.has("array") : isObject(value) && types.has("object")) return typed(value);
  }
  return typed(text);
}

/** The value of a text that a flag marks as "no string": its JSON value, or the text if it is not JSON. */
export function typedAsJson(text: string): unknown {
  const value = jsonValue(text.trim());
  return value === undefined ? text : value;
}

/** Does the schema name types, but not string? */
export function excludesString(schema: unknown): boolean {
  const types = typesOf(schema);
  return types !== undefined && !types.has("string");
}

/** Does the schema name string and nothing else? */
export function isOnlyString(schema: unknown): boolean {
  const types = typesOf(schema);
  return types !== undefined && types.size === 1 && types.has("string");
}

/** A value as text: strings unchanged, everything else as JSON. */
export function textOf(value: unknown): string {
  return typeof value === "string" ? value : writeJson(value);
}

/** The JSON value of a text; undefined if it is not JSON. */
export function jsonValue(text: string): unknown {
  const read = readJson(text);
  return read.ok ? valueOf(read.node) : undefined;
}

function isObject(value: unknown): boolean {
  return typeof value === "object" && value !== null;
}

function typesOf(schema: unknown, depth = 0): ReadonlySet<string> | undefined {
  if (typeof schema !== "object" || schema === null || depth > 4) return undefined;
  const { type, anyOf, oneOf } = schema as { type?: unknown; anyOf?: unknown; oneOf?: unknown };
  const constants = (schema as { enum?: unknown }).enum;
  if (typeof type === "string") return new Set([aliases[type] ?? type]);
  if (Array.isArray(type))
    return new Set(type.filter((one) => typeof one === "string").map((one) => aliases[one] ?? one));
  const choices = Array.isArray(anyOf) ? anyOf : Array.isArray(oneOf) ? oneOf : undefined;
  if (choices !== undefined) {
    const all = choices.map((choice: unknown) => typesOf(choice, depth + 1));
    return all.some((one) => one === undefined) ? undefined : new Set(all.flatMap((one) => [...(one ?? [])]));
  }
  if (Array.isArray(constants) && constants.length > 0) return new Set(constants.map(typeOfValue));
  return undefined;
}

/** Common other names for JSON Schema's types. */
const aliases: Readonly<Record<string, string>> = {
  str: "string",
  int: "integer",
  float: "number",
  bool: "boolean",
  dict: "object",
  list: "array",
};

function typeOfValue(value: unknown): string {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value;
}
