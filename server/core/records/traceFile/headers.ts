import { parse } from "../../generated/sampleHeader.mjs";
import { partRoles, type PartRole } from "../../model/sample";

/** A header line of a `.trace` file. Offsets are in the text that was searched. */
export interface Header {
  readonly name: "sample" | "calls" | PartRole;
  /** The offset of the `@`. */
  readonly start: number;
  /** The end of the line, before its line end. */
  readonly end: number;
  /** Where the next line begins (the text's length if there is none). */
  readonly bodyStart: number;
  /** Where the text after the name begins. */
  readonly restStart: number;
}

const names: ReadonlySet<string> = new Set(["sample", "calls", ...partRoles]);

/** Matches a line that would be a header if only one of its leading `@`s were left. */
export const headerLike = new RegExp(`^@+(?:${[...names].join("|")})(?=[ \\t\\r]|$)`);

/** The header lines of a text, in order. */
export function findHeaders(text: string): Header[] {
  const found: Header[] = [];
  for (let at = text.startsWith("@") ? 0 : nextLineWithAt(text, 0); at >= 0; at = nextLineWithAt(text, at)) {
    const header = headerAt(text, at);
    if (header !== undefined) found.push(header);
  }
  return found;
}

/** Where the samples of a text begin: its `@sample` lines. */
export function findSampleStarts(text: string): number[] {
  const starts: number[] = [];
  for (let at = text.indexOf("@sample"); at >= 0; at = text.indexOf("@sample", at + 1)) {
    if ((at === 0 || text[at - 1] === "\n") && headerAt(text, at) !== undefined) starts.push(at);
  }
  return starts;
}

function nextLineWithAt(text: string, from: number): number {
  const lineEnd = text.indexOf("\n@", from);
  return lineEnd < 0 ? -1 : lineEnd + 1;
}

function headerAt(text: string, start: number): Header | undefined {
  let nameEnd = start + 1;
  while (nameEnd < text.length && /[a-z_]/.test(text[nameEnd] as string)) nameEnd++;
  const name = text.slice(start + 1, nameEnd);
  if (!names.has(name)) return undefined;
  const after = text[nameEnd];
  if (after !== undefined && after !== " " && after !== "\t" && after !== "\r" && after !== "\n") return undefined;
  const lineEnd = text.indexOf("\n", nameEnd);
  const end = lineEnd < 0 ? text.length : lineEnd;
  return {
    name: name as Header["name"],
    start,
    end: text[end - 1] === "\r" ? end - 1 : end,
    bodyStart: lineEnd < 0 ? text.length : lineEnd + 1,
    restStart: nameEnd,
  };
}

/** A `key=value` pair of a header; `key` is undefined for a word that is no pair. */
export interface HeaderPair {
  readonly key: string | undefined;
  readonly value: string;
  readonly start: number;
  readonly end: number;
}

/** The pairs after `@sample`, with offsets in the text that `header` was found in. */
export function readPairs(text: string, header: Header): HeaderPair[] {
  const pairs = parse(text.slice(header.restStart, header.end)) as HeaderPair[];
  return pairs.map((pair) => ({
    ...pair,
    start: header.restStart + pair.start,
    end: header.restStart + pair.end,
  }));
}
