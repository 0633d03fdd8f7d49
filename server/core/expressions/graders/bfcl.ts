import { member, type JsonArray, type JsonNode, type JsonObject } from "../../json/jsonNode";
import { entries, pythonType, sameMember } from "../../python/equality";

/**
 * BFCL's checker of one call (`ast_checker.py`, ShishirPatil/gorilla@6ea57973c7a6, Python): is the call one of those
 * that the ground truth allows?
 *
 * @param schema the function's description: `{name, parameters: {properties, required}}`.
 * @param call `{function: {parameter: value}}`.
 * @param truth `{function: {parameter: [allowed values]}}`; `""` among them: the parameter can be omitted.
 * @returns undefined if the official code stops with an error: an unknown type, a missing part.
 */
export function bfclAccepts(schema: JsonNode, call: JsonNode, truth: JsonNode): boolean | undefined {
  const name = part(schema, "name");
  const parameters = part(schema, "parameters");
  const properties = parameters && part(parameters, "properties");
  const required = parameters && part(parameters, "required");
  const allowed = truth.type === "object" ? truth.members[0]?.value : undefined;
  if (name?.type !== "string" || properties?.type !== "object" || required?.type !== "array") return undefined;
  if (allowed?.type !== "object" || call.type !== "object") return undefined;
  const given = member(call, name.value)?.value;
  if (given === undefined) return false;
  if (given.type !== "object") return undefined;
  const values = entries(given);
  if (required.items.some((each) => each.type === "string" && !values.has(each.value))) return false;
  for (const [parameter, { value }] of values) {
    const described = member(properties, parameter)?.value;
    const alternatives = member(allowed, parameter)?.value;
    if (described === undefined || alternatives === undefined) return false;
    if (alternatives.type !== "array") return undefined;
    const accepted = acceptsValue(value, described, alternatives.items);
    if (accepted !== true) return accepted;
  }
  return [...entries(allowed)].every(([parameter, { value }]) => values.has(parameter) || mayBeLeftOut(value));
}

const pythonTypes: Readonly<Record<string, string>> = {
  ...{ string: "str", integer: "int", float: "float", boolean: "bool" },
  ...{ array: "list", tuple: "list", dict: "dict", any: "str" },
};

function acceptsValue(value: JsonNode, described: JsonNode, alternatives: readonly JsonNode[]): boolean | undefined {
  const type = part(described, "type");
  const expected = type?.type === "string" ? pythonTypes[type.value] : undefined;
  if (type?.type !== "string" || expected === undefined) return undefined;
  const isNested = type.value === "array" || type.value === "tuple";
  const items = isNested ? part(described, "items") : undefined;
  const itemType = items && part(items, "type");
  const nested = itemType?.type === "string" ? pythonTypes[itemType.value] : undefined;
  if (isNested && nested === undefined) return undefined;
  // An int counts as a float.
  const asked = type.value === "float" && pythonType(value) === "int" ? asFloat(value) : value;
  const check = typeAccepts(asked, alternatives, expected, nested);
  if (!check.valid) return false;
  if (!check.isVariable) {
    if (expected === "dict") return acceptsDict(asked, alternatives);
    if (expected === "list" && nested === "dict") return acceptsDicts(asked, alternatives);
    if (expected === "str")
      return alternatives.some((each) => each.type === "string" && sameMember(standard(asked), standard(each)));
    if (expected === "list") return alternatives.some((each) => sameMember(standardItems(asked), standardItems(each)));
  }
  return alternatives.some((each) => sameMember(asked, each));
}

/** A value has the schema's type, or the type of the first alternative, as a variable's name has. */
function typeAccepts(
  value: JsonNode,
  alternatives: readonly JsonNode[],
  expected: string,
  nested: string | undefined,
): { readonly valid: boolean; readonly isVariable: boolean } {
  const first = alternatives.find((each) => !isEmptyText(each));
  const firstType = first && pythonType(first);
  const isVariable = firstType !== undefined && firstType !== expected;
  if (pythonType(value) === expected) {
    if (nested === undefined || value.type !== "array") return { valid: true, isVariable };
    const fits = alternatives.some(
      (each) =>
        each.type !== "array" || value.items.every((item) => typeAccepts(item, each.items, nested, undefined).valid),
    );
    if (fits) return { valid: true, isVariable };
  }
  return { valid: firstType === pythonType(value), isVariable: true };
}

function acceptsDict(value: JsonNode, alternatives: readonly JsonNode[]): boolean {
  return value.type === "object" && alternatives.some((each) => each.type === "object" && acceptsKeys(value, each));
}

function acceptsKeys(value: JsonObject, allowed: JsonObject): boolean {
  const given = entries(value);
  for (const [key, { value: item }] of given) {
    const options = member(allowed, key)?.value;
    if (options?.type !== "array" || !options.items.some((each) => sameMember(standard(item), standard(each))))
      return false;
  }
  return [...entries(allowed)].every(([key, { value: options }]) => given.has(key) || mayBeLeftOut(options));
}

function acceptsDicts(value: JsonNode, alternatives: readonly JsonNode[]): boolean {
  if (value.type !== "array") return false;
  return alternatives.some(
    (each) =>
      each.type === "array" &&
      each.items.length === value.items.length &&
      value.items.every((item, i) => acceptsDict(item, each.items.slice(i, i + 1))),
  );
}

/** Does BFCL take a value for an alternative, whatever its schema says of types? */
export function bfclEquals(value: JsonNode, alternative: JsonNode): boolean {
  if (value.type === "array" && alternative.type === "array") {
    return sameMember(standardItems(value), standardItems(alternative)) || acceptsDicts(value, [alternative]);
  }
  if (value.type === "object") return acceptsDict(value, [alternative]);
  return sameMember(standard(value), standard(alternative));
}

function mayBeLeftOut(alternatives: JsonNode): boolean {
  return alternatives.type === "array" && alternatives.items.some(isEmptyText);
}

function isEmptyText(node: JsonNode): boolean {
  return node.type === "string" && node.value === "";
}

/** Strings are compared without ` ,./-_*^`, in lower case, with one kind of quotes. */
function standard(node: JsonNode): JsonNode {
  if (node.type !== "string") return node;
  return {
    ...node,
    value: node.value
      .replace(/[ ,./\-_*^]/g, "")
      .toLowerCase()
      .replaceAll("'", '"'),
  };
}

/** The members of a list; a text counts as an empty list. */
function standardItems(node: JsonNode): JsonArray {
  return { type: "array", span: node.span, items: node.type === "array" ? node.items.map(standard) : [] };
}

function asFloat(node: JsonNode): JsonNode {
  return node.type === "number" ? { ...node, integer: false, value: Number(node.value) } : node;
}

function part(node: JsonNode, key: string): JsonNode | undefined {
  return node.type === "object" ? member(node, key)?.value : undefined;
}
