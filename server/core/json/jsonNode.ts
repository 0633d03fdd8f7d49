import type { Span } from "../text/span";

/** JSON with the place of every value. Spans are offsets in the text that was read. */
export type JsonNode = JsonObject | JsonArray | JsonString | JsonNumber | JsonLiteral;

export interface JsonObject {
  readonly type: "object";
  readonly span: Span;
  /** In written order; a repeated key is listed as often as it was written. */
  readonly members: readonly JsonMember[];
}

export interface JsonMember {
  readonly key: JsonString;
  readonly value: JsonNode;
}

export interface JsonArray {
  readonly type: "array";
  readonly span: Span;
  readonly items: readonly JsonNode[];
}

export interface JsonString {
  readonly type: "string";
  /** Quotes included. */
  readonly span: Span;
  readonly value: string;
}

export interface JsonNumber {
  readonly type: "number";
  readonly span: Span;
  /** A bigint for an integer (written without `.` and exponent) that a double cannot hold exactly; NaN and infinities as Python reads them. */
  readonly value: number | bigint;
  /** Was it written as an integer? Python keeps `1` and `1.0` apart where it prints them. */
  readonly integer: boolean;
}

export interface JsonLiteral {
  readonly type: "boolean" | "null";
  readonly span: Span;
  readonly value: boolean | null;
}

/** Why a text is not JSON. */
export interface JsonFailure {
  /**
   * Stable cause: `empty`, `single-quotes`, `trailing-comma`, `missing-comma`, `missing-colon`, `unquoted-key`,
   * `python-literal` (None, True, False), `unclosed` (the text ends too early), `extra-data` (more after the value),
   * `control-character`, `bad-escape`, `bad-number`, `too-deep`, `too-many-digits`, `comment`, `unexpected`.
   */
  readonly code: string;
  /** The cause in a few words for a person, without the place: "a comma is missing before this value". */
  readonly message: string;
  /** The characters to point at. */
  readonly span: Span;
}

export type JsonResult =
  { readonly ok: true; readonly node: JsonNode } | { readonly ok: false; readonly failure: JsonFailure };

/** Up to this many members, a search is faster than an index. */
const fewMembers = 16;
const indexes = new WeakMap<readonly JsonMember[], ReadonlyMap<string, JsonMember>>();

/** The members by key; made once for an object, because callers that ask for one member usually ask for all. */
function indexOf({ members }: JsonObject): ReadonlyMap<string, JsonMember> {
  let index = indexes.get(members);
  if (index === undefined) indexes.set(members, (index = new Map(members.map((each) => [each.key.value, each]))));
  return index;
}

/** The last member of that key, which is the one that counts, as in Python and JavaScript. */
export function member(object: JsonObject, key: string): JsonMember | undefined {
  if (object.members.length > fewMembers) return indexOf(object).get(key);
  for (let i = object.members.length - 1; i >= 0; i--) {
    const candidate = object.members[i];
    if (candidate?.key.value === key) return candidate;
  }
  return undefined;
}

/** The value with all its places changed. */
export function withPlaces(node: JsonNode, place: (at: number) => number): JsonNode {
  const span = { start: place(node.span.start), end: place(node.span.end) };
  if (node.type === "array") return { ...node, span, items: node.items.map((item) => withPlaces(item, place)) };
  if (node.type !== "object") return { ...node, span };
  const members = node.members.map(({ key, value }) => ({
    key: { ...key, span: { start: place(key.span.start), end: place(key.span.end) } },
    value: withPlaces(value, place),
  }));
  return { ...node, span, members };
}
