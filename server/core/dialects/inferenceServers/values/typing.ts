import type { DialectTool } from "../../dialect";
import { literalEval } from "./literal";
import { dumps, isDict, loads, toFloat, toInteger, wholeAsInteger, type PyDict, type PyValue } from "./python";
import { allTypes, mainType, onlyType, propertiesOf, propertyOf, recordOf } from "./schema";

/** How a server turns text into a value. */
export type Typing = keyof typeof typings;

type TypeValue = (text: string, schema: unknown, isListed: boolean) => PyValue;

/** The value of one parameter in a server's way of typing. */
export function typed(
  typing: Typing,
  text: string,
  tools: readonly DialectTool[],
  tool: string,
  parameter: string,
): PyValue {
  const isListed = Object.hasOwn(propertiesOf(tools, tool), parameter);
  return typings[typing](text, propertyOf(tools, tool, parameter), isListed);
}

const typings = {
  /** The text unchanged; a later step types it. */
  text: (text) => text,
  /** JSON if the text parses, whatever the schema says; otherwise the text without outer white space. */
  json: (text) => {
    const trimmed = text.trim();
    const value = loads(trimmed);
    return value === undefined ? trimmed : value;
  },
  /** By the one type of the schema; `null` is null for every type, and a boolean in any other word is false. */
  "one-type": (text, schema, isListed) =>
    byOneType(text, schema, isListed, mainType(schema) ?? "string", { listsByLiteral: false, wholeFloats: false }),
  /** The same by the type as it is written, so that a list of types is an unknown type. */
  "written-type": (text, schema, isListed) => {
    const type = recordOf(schema)?.["type"] ?? "string";
    const written = typeof type === "string" ? type : JSON.stringify(type);
    return byOneType(text, schema, isListed, written, { listsByLiteral: true, wholeFloats: true });
  },
  /** By all types that the schema allows; null if null is among them. */
  "null-first": (text, schema) => {
    const types = new Set([...allTypes(schema)].map((type) => type.toLowerCase()));
    const lower = text.toLowerCase();
    if (types.has("null") || nulls.has(lower)) return null;
    return firstFitting(text, types, { yes: yesWords, no: noWords });
  },
  /** First as JSON, then as an escaped string, then as a Python literal; a string only if the schema says so. */
  lenient: (text, schema) => lenient(text, mainType(schema), false),
  /** The same by the only type that the schema allows; it also makes an integer in quotes one. */
  "lenient-only": (text, schema) => lenient(text, onlyType(schema), true),
} satisfies Readonly<Record<string, TypeValue>>;

const nulls = new Set(["null", "none", "nil"]);
const yesWords = new Set(["true", "1", "yes", "on"]);
const noWords = new Set(["false", "0", "no", "off"]);
const stringTypes = new Set(["string", "str", "text", "varchar", "char", "enum"]);
const integerType = /^(?:int|uint|long|short|unsigned)/;
const numberType = /^(?:num|float)/;
const booleanTypes = new Set(["boolean", "bool", "binary"]);
const objectType = /^(?:object$|dict)/;
const listType = /^(?:array$|arr$|list)/;

function byOneType(
  text: string,
  schema: unknown,
  isListed: boolean,
  name: string,
  options: { readonly listsByLiteral: boolean; readonly wholeFloats: boolean },
): PyValue {
  if (text.toLowerCase() === "null") return null;
  const type = name.trim().toLowerCase();
  if (!isListed || recordOf(schema) === undefined || stringTypes.has(type)) return text;
  if (integerType.test(type)) return toInteger(text) ?? text;
  if (numberType.test(type)) {
    const value = toFloat(text);
    if (value === undefined) return text;
    return options.wholeFloats || !/[.e]/i.test(text) ? wholeAsInteger(value) : value;
  }
  if (booleanTypes.has(type)) return text.toLowerCase() === "true";
  if (objectType.test(type) || (listType.test(type) && !options.listsByLiteral)) {
    const value = loads(text);
    if (value !== undefined) return value;
  }
  const value = literalEval(text);
  return value === undefined ? text : value;
}

/** The most specific type that the text fits, a string last. */
function firstFitting(
  text: string,
  types: ReadonlySet<string>,
  words: { readonly yes: ReadonlySet<string>; readonly no: ReadonlySet<string> },
): PyValue {
  if (types.has("integer")) {
    const value = toInteger(text);
    if (value !== undefined) return value;
  }
  if (types.has("number")) {
    const value = toFloat(text);
    if (value !== undefined && Number.isFinite(value)) return wholeAsInteger(value);
  }
  if (types.has("boolean")) {
    const word = text.toLowerCase().trim();
    if (words.yes.has(word)) return true;
    if (words.no.has(word)) return false;
  }
  if (types.has("object") || types.has("array")) {
    const value = loads(text);
    if (value !== undefined) return value;
  }
  if (types.has("string")) return text;
  const value = loads(text);
  return value === undefined ? text : value;
}

function lenient(text: string, type: string | undefined, integers: boolean): PyValue {
  const value = unquoted(text, type, integers);
  if (type !== "string" || typeof value === "string") return value;
  // Where a string is expected, other values become text again.
  return isDict(value) || Array.isArray(value) ? dumps(value) : text;
}

function unquoted(text: string, type: string | undefined, integers: boolean): PyValue {
  const direct = loads(text) ?? (text.trim() === "null" ? null : undefined);
  if (direct !== undefined) return numeric(direct, type, integers);
  const wrapped = loads(`{"tmp": "${text}"}`);
  const inner = isDict(wrapped) ? wrapped.get("tmp") : undefined;
  const twice = typeof inner === "string" ? loads(inner) : undefined;
  if (twice !== undefined) return numeric(twice, type, integers);
  if (type === "string") {
    const quote = text[0];
    return text.length >= 2 && (quote === '"' || quote === "'") && text.endsWith(quote) ? text.slice(1, -1) : text;
  }
  const literal = literalEval(text);
  return literal === undefined ? text : literal;
}

function numeric(value: PyValue, type: string | undefined, integers: boolean): PyValue {
  if (typeof value !== "string") return value;
  if (type === "integer" && integers) return toInteger(value) ?? value;
  if (type !== "number") return value;
  return (/[.e]/i.test(value) ? toFloat(value) : toInteger(value)) ?? value;
}

/** Common other names for JSON Schema's types. */
const aliases: Readonly<Record<string, string>> = {
  ...{ str: "string", text: "string", varchar: "string", char: "string", enum: "string" },
  ...{ int: "integer", int32: "integer", int64: "integer", uint: "integer", uint32: "integer", uint64: "integer" },
  ...{ long: "integer", short: "integer", unsigned: "integer" },
  ...{ float: "number", float32: "number", float64: "number", double: "number" },
  ...{ bool: "boolean", dict: "object", arr: "array", list: "array", sequence: "array" },
};

const one = { yes: new Set(["true", "1"]), no: new Set(["false", "0"]) };

/**
 * vLLM's last step: the arguments converted to the types of their schema, including values in objects and lists that
 * the schema describes.
 */
export function coerced(values: PyDict, tools: readonly DialectTool[], tool: string): PyDict {
  return coercedMembers(values, propertiesOf(tools, tool), 0);
}

const maxDepth = 200;

function coercedMembers(values: PyDict, properties: Readonly<Record<string, unknown>>, depth: number): PyDict {
  return new Map(
    [...values].map(([key, value]) => {
      const schema = Object.hasOwn(properties, key) ? recordOf(properties[key]) : undefined;
      return [key, schema === undefined ? value : coercedValue(value, schema, depth)];
    }),
  );
}

function coercedValue(value: PyValue, schema: Readonly<Record<string, unknown>>, depth: number): PyValue {
  if (depth > maxDepth) return value;
  if (isDict(value)) {
    const properties = recordOf(schema["properties"]);
    return properties === undefined ? value : coercedMembers(value, properties, depth + 1);
  }
  if (Array.isArray(value)) {
    const items = recordOf(schema["items"]);
    const list = value as readonly PyValue[];
    return items === undefined ? list : list.map((item) => coercedValue(item, items, depth + 1));
  }
  const types = new Set([...allTypes(schema)].map((type) => aliases[type.trim().toLowerCase()] ?? type.toLowerCase()));
  const text = typeof value === "string" ? value : dumps(value);
  if (types.has("null") && text.toLowerCase() === "null") return null;
  return firstFitting(text, types, one);
}
