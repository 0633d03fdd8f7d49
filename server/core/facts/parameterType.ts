/** The kinds of JSON values. An `integer` is a number without a fraction: `2.0` counts, as in JSON Schema. */
export type JsonKind = "string" | "integer" | "number" | "boolean" | "array" | "object" | "null";

/** The allowed values of a parameter, as far as the list of tools gives them in known words. */
export interface ParameterType {
  /** As written in the list: "List[str], optional". */
  readonly written: string;
  readonly kinds: ReadonlySet<JsonKind>;
}

const words: Readonly<Record<string, readonly JsonKind[]>> = {
  string: ["string"],
  str: ["string"],
  text: ["string"],
  char: ["string"],
  integer: ["integer"],
  int: ["integer"],
  long: ["integer"],
  number: ["number"],
  float: ["number"],
  double: ["number"],
  numeric: ["number"],
  boolean: ["boolean"],
  bool: ["boolean"],
  array: ["array"],
  list: ["array"],
  tuple: ["array"],
  set: ["array"],
  sequence: ["array"],
  object: ["object"],
  dict: ["object"],
  dictionary: ["object"],
  mapping: ["object"],
  map: ["object"],
  hash: ["object"],
  null: ["null"],
  none: ["null"],
  optional: ["null"],
};

/** Longer descriptions of a type are not read. */
const longestType = 200;

/**
 * Reads a type as written in lists of tools: JSON Schema's words, Python's (`List[str]`, `Optional[int]`, `Union[int,
 * float]`, `str | None`), and ToolRL's own (`str, optional`, `['string', 'integer']`).
 *
 * Undefined if any word of it is unknown: then nothing can be said about values.
 */
export function readType(written: string): ParameterType | undefined {
  if (written.length > longestType) return undefined;
  const kinds = new Set<JsonKind>();
  return addKinds(written.toLowerCase(), kinds) && kinds.size > 0 ? { written, kinds } : undefined;
}

function addKinds(written: string, kinds: Set<JsonKind>): boolean {
  return alternatives(written).every((alternative) => {
    const [, name = "", inside] = /^['"]?(?:typing\.)?([a-z]*)['"]?(?:\[(.*)\])?$/s.exec(alternative) ?? [];
    if ((name === "" || name === "union" || name === "optional") && inside !== undefined) {
      if (name === "optional") kinds.add("null");
      return addKinds(inside, kinds);
    }
    const known = Object.hasOwn(words, name) ? words[name] : undefined;
    for (const kind of known ?? []) kinds.add(kind);
    return known !== undefined;
  });
}

/** Splits at `,`, `|`, `/` and `or` outside brackets. */
function alternatives(written: string): string[] {
  const parts: string[] = [];
  let depth = 0;
  let start = 0;
  const cut = (end: number, next: number): void => {
    parts.push(written.slice(start, end).trim());
    start = next;
  };
  for (let i = 0; i < written.length; i++) {
    const character = written[i] as string;
    if (character === "[") depth++;
    else if (character === "]") depth--;
    else if (depth > 0) continue;
    else if (character === "," || character === "|" || character === "/") cut(i, i + 1);
    else if (written.startsWith(" or ", i)) cut(i, i + 4);
  }
  cut(written.length, written.length);
  return parts;
}

/** The kind of a value that JSON.parse gave. */
export function kindOf(value: unknown): JsonKind {
  if (value === null) return "null";
  if (Array.isArray(value)) return "array";
  // Only text written in a dialect is read as one: an integer that no double holds.
  if (typeof value === "bigint") return "integer";
  if (typeof value === "number") return Number.isInteger(value) ? "integer" : "number";
  return typeof value === "string" ? "string" : typeof value === "boolean" ? "boolean" : "object";
}

/** Is a value of `kind` allowed where `type` is required? */
export function fitsType(kind: JsonKind, type: ParameterType): boolean {
  return type.kinds.has(kind) || (kind === "integer" && type.kinds.has("number"));
}

/** For messages: "a string", "an integer". */
export function describeKind(kind: JsonKind): string {
  if (kind === "null") return "null";
  if (kind === "boolean") return "true or false";
  return kind === "integer" || kind === "array" || kind === "object" ? `an ${kind}` : `a ${kind}`;
}
