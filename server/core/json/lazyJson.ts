import type { Span } from "../text/span";
import type { JsonFailure, JsonNode } from "./jsonNode";
import { maxDepth, readJson } from "./readJson";
import { maxIntegerDigits } from "./readWordOrNumber";

/**
 * A JSON value as plain data, with the places of its parts read only when they are asked for.
 *
 * `JSON.parse` is about ten times faster than a reader that keeps places, and most values never need theirs.
 */
export class LazyJson {
  private positioned: JsonNode | undefined;

  /** @param value the value in `span`; integers that a double cannot hold are rounded */
  constructor(
    readonly text: string,
    readonly span: Span,
    readonly value: unknown,
    node?: JsonNode,
  ) {
    this.positioned = node;
  }

  /** The value with the place of every part; spans are offsets in `text`. */
  get node(): JsonNode {
    if (this.positioned === undefined) {
      const read = readJson(this.text, this.span);
      if (!read.ok) throw new Error(`JSON.parse reads what readJson does not: ${read.failure.code}`);
      this.positioned = read.node;
    }
    return this.positioned;
  }
}

export type LazyResult =
  { readonly ok: true; readonly json: LazyJson } | { readonly ok: false; readonly failure: JsonFailure };

/** Reads one JSON value in `range`; accepts and refuses what {@link readJson} (that is, Python) does. */
export function readLazily(text: string, range: Span): LazyResult {
  const written = text.slice(range.start, range.end);
  if (looksWhole(written) && !mayPassPythonsLimits(written)) {
    try {
      // Its brackets are counted already, so that it cannot be deep.
      return { ok: true, json: new LazyJson(text, range, JSON.parse(written) as unknown) };
    } catch {
      // The reader below finds the cause and its place; or the value is NaN or Infinity, which Python reads.
    }
  }
  const read = readJson(text, range);
  return read.ok ? { ok: true, json: new LazyJson(text, range, plainValue(read.node), read.node) } : read;
}

/**
 * Does it begin and end like an object or array, and an object with a name in double quotes? JSON.parse is slow where it
 * throws, so it is called only then.
 */
function looksWhole(written: string): boolean {
  const trimmed = written.trim();
  if (trimmed.startsWith("[")) return trimmed.endsWith("]");
  return trimmed.endsWith("}") && /^\{\s*["}]/.test(trimmed);
}

const tooManyDigits = new RegExp(`[0-9]{${maxIntegerDigits + 1}}`);

/** Could Python refuse a text that JSON.parse reads, because of its depth or the length of a number? */
function mayPassPythonsLimits(written: string): boolean {
  if (written.length < 2 * maxDepth) return false;
  let openers = 0;
  for (let i = 0; i < written.length; i++) {
    const code = written.charCodeAt(i);
    if ((code === 0x5b || code === 0x7b) && ++openers > maxDepth) return true;
  }
  return tooManyDigits.test(written);
}

/** The value as JSON.parse would give it. The reader's maximum depth bounds the recursion. */
export function plainValue(node: JsonNode): unknown {
  if (node.type === "array") return node.items.map(plainValue);
  if (node.type !== "object") return typeof node.value === "bigint" ? Number(node.value) : node.value;
  const object: Record<string, unknown> = {};
  for (const { key, value } of node.members) {
    // Not by assignment: `__proto__` is a key like any other.
    Object.defineProperty(object, key.value, {
      value: plainValue(value),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return object;
}

/** Is it a JSON object? */
export function isPlainObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
