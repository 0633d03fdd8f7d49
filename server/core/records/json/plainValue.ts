import type { JsonNode } from "../../json/jsonNode";

/** The value that JSON.parse would give for a node. Recursion is bounded: readJson reads no deeper than `maxDepth`. */
export function plainValue(node: JsonNode): unknown {
  switch (node.type) {
    case "array":
      return node.items.map(plainValue);
    case "object":
      // Entries become own properties whatever their names, `__proto__` included.
      return Object.fromEntries(node.members.map(({ key, value }) => [key.value, plainValue(value)]));
    case "number":
      return Number(node.value);
    default:
      return node.value;
  }
}
