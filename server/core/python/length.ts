import type { JsonNode } from "../json/jsonNode";
import { entries } from "./equality";

/** Python's `len(value)`; undefined for what has no length. Text counts in code points, not in UTF-16 units. */
export function lengthOf(node: JsonNode): number | undefined {
  switch (node.type) {
    case "array":
      return node.items.length;
    case "object":
      return entries(node).size;
    case "string":
      return codePoints(node.value);
    default:
      return undefined;
  }
}

/** `len(text)`: code points. */
export function codePoints(text: string): number {
  if (!/[\ud800-\udbff]/.test(text)) return text.length;
  let count = 0;
  for (let i = 0; i < text.length; i += (text.codePointAt(i) ?? 0) > 0xffff ? 2 : 1) count++;
  return count;
}
