import type { JsonMember, JsonNode, JsonObject } from "../json/jsonNode";

/**
 * Python's `a == b` for values that `json.loads` gives.
 *
 * `1 == 1.0 == True`; integers compare with floats by exact value; the order of keys does not matter and a repeated key
 * counts with its last value. NaN equals nothing here, but equals itself inside a list or an object (see
 * {@link sameMember}).
 */
export function equals(a: JsonNode, b: JsonNode): boolean {
  return sameMember(a, b) && !(isNaN(a) && isNaN(b));
}

/**
 * Are `a` and `b` the same as members of two lists or objects? Python compares members by identity first, and its JSON
 * reader makes a single NaN, so NaN is the same as NaN.
 *
 * Linear in the smaller value; as deep as the values are, which the reader bounds.
 */
export function sameMember(a: JsonNode, b: JsonNode): boolean {
  return same(a, b, sameScalar);
}

/** Are `a` and `b` the same in type too, at any depth? 1, 1.0 and true differ. */
export function sameWithTypes(a: JsonNode, b: JsonNode): boolean {
  return same(a, b, (x, y) => scalarType(x) === scalarType(y) && sameScalar(x, y));
}

/**
 * A key that is the same for values that Python holds equal in a set or a `Counter`; undefined for lists and objects,
 * which Python refuses there.
 */
export type Hashable = string | number | bigint | null;

export function hashable(node: JsonNode): Hashable | undefined {
  switch (node.type) {
    case "array":
    case "object":
      return undefined;
    case "boolean":
      return node.value === true ? 1 : 0;
    case "null":
      return null;
    default:
      return node.value;
  }
}

/** The object as a Python dict: each key at its first position, with its last value. */
export function entries(object: JsonObject): Map<string, JsonMember> {
  const dict = new Map<string, JsonMember>();
  for (const member of object.members) dict.set(member.key.value, member);
  return dict;
}

/** The type's name as Python prints it. */
export function pythonType(node: JsonNode): string {
  if (node.type === "array") return "list";
  if (node.type === "object") return "dict";
  return scalarType(node);
}

type Scalar = Exclude<JsonNode, { type: "array" | "object" }>;

function isNaN(node: JsonNode): boolean {
  return node.type === "number" && Number.isNaN(node.value);
}

function scalarType(node: Scalar): string {
  switch (node.type) {
    case "number":
      return node.integer ? "int" : "float";
    case "boolean":
      return "bool";
    case "string":
      return "str";
    default:
      return "NoneType";
  }
}

/** A bigint is only used for an integer that no double holds, so it never equals a number. */
function sameScalar(a: Scalar, b: Scalar): boolean {
  const x = hashable(a);
  const y = hashable(b);
  return x === y || (Number.isNaN(x) && Number.isNaN(y));
}

function same(a: JsonNode, b: JsonNode, scalars: (a: Scalar, b: Scalar) => boolean): boolean {
  if (a.type === "array") {
    if (b.type !== "array" || a.items.length !== b.items.length) return false;
    for (let i = 0; i < a.items.length; i++) {
      const x = a.items[i];
      const y = b.items[i];
      if (x === undefined || y === undefined || !same(x, y, scalars)) return false;
    }
    return true;
  }
  if (a.type === "object") return b.type === "object" && sameObject(a, b, scalars);
  return b.type !== "array" && b.type !== "object" && scalars(a, b);
}

function sameObject(a: JsonObject, b: JsonObject, scalars: (a: Scalar, b: Scalar) => boolean): boolean {
  // Usually both have the same keys in the same order; then no dictionary is needed.
  if (sameKeysInOrder(a, b) && !repeatsKey(a)) {
    for (let i = 0; i < a.members.length; i++) {
      const x = a.members[i];
      const y = b.members[i];
      if (x === undefined || y === undefined || !same(x.value, y.value, scalars)) return false;
    }
    return true;
  }
  const left = entries(a);
  const right = entries(b);
  if (left.size !== right.size) return false;
  for (const [key, x] of left) {
    const y = right.get(key);
    if (y === undefined || !same(x.value, y.value, scalars)) return false;
  }
  return true;
}

function sameKeysInOrder(a: JsonObject, b: JsonObject): boolean {
  return (
    a.members.length === b.members.length &&
    a.members.every((member, i) => member.key.value === b.members[i]?.key.value)
  );
}

function repeatsKey(object: JsonObject): boolean {
  const { members } = object;
  if (members.length > 8) return new Set(members.map((member) => member.key.value)).size < members.length;
  for (let i = 1; i < members.length; i++) {
    for (let j = 0; j < i; j++) {
      if (members[i]?.key.value === members[j]?.key.value) return true;
    }
  }
  return false;
}
