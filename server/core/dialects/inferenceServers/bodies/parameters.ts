import { NextOccurrence } from "../../../text/nextOccurrence";

/** How the head of a tag with a name in it is written. */
export type HeadData = PatternHead | MarkHead;

/** One pattern for the whole head, linear and global; its groups: `name` (or `single`, `bare`, by its quotes) and `flag`. */
interface PatternHead {
  readonly pattern: RegExp;
}

/** A mark, and the texts that end the name behind it. */
interface MarkHead {
  readonly mark: string;
  readonly ends: readonly { readonly text: string; readonly flag?: string }[];
  /** A mark whose name holds this is not a head. */
  readonly without?: string;
}

export interface Head {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  readonly flag: string | undefined;
}

/** Parameters, each between tags. */
export interface ParametersData {
  readonly head: HeadData;
  /** The text that ends a value and belongs to its markup. */
  readonly close: RegExp;
  /** Other text that ends a value, but does not belong to its markup. */
  readonly alsoEnds?: RegExp;
  /** Does a value without an end reach to the text's end? If not, it is lost. */
  readonly toEnd: boolean;
  readonly trimName: boolean;
  /** `line`: one newline on each side is markup; `lines`: all newlines; `space`: all outer white space. */
  readonly trimValue: "nothing" | "line" | "lines" | "space";
}

export interface Parameter {
  readonly name: string;
  readonly text: string;
  /** Does the head say that the value is a string? Undefined if it says nothing. */
  readonly flag: string | undefined;
}

/** The heads of a kind in a text, in order; one within another's name does not count. */
export function headsIn(text: string, data: HeadData): Head[] {
  if ("pattern" in data) {
    return [...text.matchAll(data.pattern)].map((match) => {
      const { name, single, bare, flag } = match.groups ?? {};
      const end = match.index + match[0].length;
      return { start: match.index, end, name: name ?? single ?? bare ?? "", flag };
    });
  }
  const marks = new NextOccurrence(text, data.mark);
  const ends = data.ends.map((end) => ({ ...end, next: new NextOccurrence(text, end.text) }));
  const heads: Head[] = [];
  for (let at = 0; ;) {
    const start = marks.from(at);
    if (start === text.length) return heads;
    const nameStart = start + data.mark.length;
    const found = ends
      .map((end) => ({ ...end, at: end.next.from(nameStart) }))
      .reduce((nearest, end) => (end.at < nearest.at ? end : nearest));
    if (found.at === text.length) return heads;
    const name = text.slice(nameStart, found.at);
    at = nameStart;
    if (data.without !== undefined && name.includes(data.without)) continue;
    at = found.at + found.text.length;
    heads.push({ start, end: at, name, flag: found.flag });
  }
}

/** The parameters of a call's body, as they are written. */
export function parametersIn(text: string, data: ParametersData): Parameter[] {
  const heads = headsIn(text, data.head);
  const ends = [
    ...placesOf(text, data.close),
    ...(data.alsoEnds === undefined ? [] : placesOf(text, data.alsoEnds).map(({ start }) => ({ start, end: start }))),
  ].sort((a, b) => a.start - b.start);
  const found: Parameter[] = [];
  let next = 0;
  let at = 0;
  for (const head of heads) {
    if (head.start < at) continue;
    while (next < ends.length && (ends[next]?.start ?? 0) < head.end) next++;
    const end = ends[next];
    if (end === undefined && !data.toEnd) break;
    const value = text.slice(head.end, end?.start ?? text.length);
    at = end?.end ?? text.length;
    const name = data.trimName ? head.name.trim() : head.name;
    found.push({ name, text: trimmed(value, data.trimValue), flag: head.flag });
  }
  return found;
}

function placesOf(text: string, pattern: RegExp): { start: number; end: number }[] {
  return [...text.matchAll(pattern)].map((match) => ({ start: match.index, end: match.index + match[0].length }));
}

function trimmed(text: string, how: ParametersData["trimValue"]): string {
  if (how === "space") return text.trim();
  if (how === "nothing") return text;
  let start = 0;
  let end = text.length;
  const most = how === "line" ? 1 : text.length;
  while (start < Math.min(most, end) && text[start] === "\n") start++;
  const last = how === "line" ? end - 1 : 0;
  while (end > Math.max(start, last) && text[end - 1] === "\n") end--;
  return text.slice(start, end);
}
