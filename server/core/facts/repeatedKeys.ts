import type { JsonMember, JsonNode, JsonObject } from "../json/jsonNode";
import type { LazyJson } from "../json/lazyJson";
import type { Span } from "../text/span";

/** A key that occurred in its object before. */
export interface RepeatedKey {
  readonly again: JsonMember;
  /** The earlier one, whose value is lost. */
  readonly before: JsonMember;
  /** The object that contains both. */
  readonly object: JsonObject;
}

/** The keys that occur more than once in one object, anywhere in the value, in text order. */
export function repeatedKeys(json: LazyJson): RepeatedKey[] {
  return mayRepeatKeys(json) ? findRepeated(json.node) : [];
}

/** Plain data has each key once: where as many keys are left as could have been written, none was lost. */
function mayRepeatKeys({ text, span, value }: LazyJson): boolean {
  let keys = 0;
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next !== "object" || next === null) continue;
    const values = Object.values(next);
    if (!Array.isArray(next)) keys += values.length;
    for (const inner of values) open.push(inner);
  }
  return keysIn(text, span, keys + 1) > keys;
}

/** How many keys the text holds, or what looks like one: quotes with a colon behind them. Counts no further than `most`. */
function keysIn(text: string, { start, end }: Span, most: number): number {
  let count = 0;
  for (let at = text.indexOf('"', start); at >= 0 && at < end && count < most; at = text.indexOf('"', at + 1)) {
    let next = at + 1;
    while (next < end && isJsonSpace(text.charCodeAt(next))) next++;
    if (next < end && text[next] === ":") count++;
  }
  return count;
}

function isJsonSpace(code: number): boolean {
  return code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09;
}

function findRepeated(root: JsonNode): RepeatedKey[] {
  const found: RepeatedKey[] = [];
  const open: JsonNode[] = [root];
  for (let node = open.pop(); node !== undefined; node = open.pop()) {
    if (node.type === "array") for (const item of node.items) open.push(item);
    if (node.type !== "object") continue;
    const seen = new Map<string, JsonMember>();
    for (const member of node.members) {
      const before = seen.get(member.key.value);
      if (before !== undefined) found.push({ again: member, before, object: node });
      seen.set(member.key.value, member);
      open.push(member.value);
    }
  }
  return found.sort((a, b) => a.again.key.span.start - b.again.key.span.start);
}
