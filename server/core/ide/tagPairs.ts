import { fileSpan } from "../audit/places";
import type { AuditedFile } from "../audit/auditedFile";
import type { Tag, Trace, TraceNode } from "../model/trace";
import type { Span } from "../text/span";
import { tracePlaceAt, type TracePlace } from "./place";

/** A tag of a trace, with the tag that it belongs to. */
export interface TagPair {
  readonly place: TracePlace;
  /** The tag under the cursor: one of the pair. */
  readonly tag: Tag;
  readonly opener: Tag | undefined;
  readonly closer: Tag | undefined;
  /** Does the text only speak about the tag? Such a tag belongs to no other. */
  readonly mentioned: boolean;
}

type Pair = Pick<TagPair, "tag" | "opener" | "closer">;

/** The tag that contains a file offset or ends at it, and its counterpart. */
export function tagPairAt(file: AuditedFile, offset: number): TagPair | undefined {
  const place = tracePlaceAt(file, offset);
  if (place === undefined) return undefined;
  const trace = place.sample.facts.traceOf(place.part);
  const pair = pairInTree(trace.children, place.offset) ?? unknownPair(trace, place.offset);
  if (pair !== undefined) return { place, ...pair, mentioned: false };
  const mention = trace.mentions.find((tag) => touches(tag.span, place.offset));
  return mention && { place, tag: mention, opener: undefined, closer: undefined, mentioned: true };
}

/** Pattern of a tag name as people may write it: text that may be typed into it without leaving it. */
export const tagNamePattern = "[A-Za-z_][A-Za-z0-9_.:-]*";

const wholeTagName = new RegExp(`^${tagNamePattern}$`);

export function isTagName(name: string): boolean {
  return wholeTagName.test(name);
}

/** The tags of a pair, the opener first. */
export function tagsOf({ opener, closer }: TagPair): Tag[] {
  return [opener, closer].filter((tag) => tag !== undefined);
}

/** The span of a tag's name in the trace: without the brackets, the slash and the text after the name. */
export function nameSpan(text: string, { span }: Tag): Span {
  const written = text.slice(span.start, span.end);
  const before = /^<(?:\\?\/)?[ \t]*/.exec(written)?.[0].length ?? 1;
  const name = written.slice(before).replace(/>$/, "").trimEnd().replace(/\/$/, "").trimEnd();
  // After it come attributes, as in HTML; a name of several words has none.
  const first = name.includes("=") ? (name.split(/\s/, 1)[0] ?? name) : name;
  return { start: span.start + before, end: span.start + before + first.length };
}

/** The written name of a tag, and its place in the file. */
export function writtenName({ place }: TagPair, tag: Tag): { readonly text: string; readonly span: Span } {
  const { record, part } = place;
  const span = nameSpan(part.text, tag);
  return { text: part.text.slice(span.start, span.end), span: fileSpan(record, { part, span }) };
}

/** Descends only into nodes that contain the offset. */
function pairInTree(children: readonly TraceNode[], offset: number): Pair | undefined {
  for (let level: readonly TraceNode[] | undefined = children; level !== undefined;) {
    let inside: readonly TraceNode[] | undefined;
    for (const node of level) {
      if (node.span.start > offset) break;
      if (node.kind === "text" || node.span.end < offset) continue;
      if (node.kind === "stray") return { tag: node.tag, opener: undefined, closer: node.tag };
      const { open: opener, close: closer } = node;
      const tag = [opener, closer].find((each) => each !== undefined && touches(each.span, offset));
      if (tag !== undefined) return { tag, opener, closer };
      inside = node.children;
    }
    level = inside;
  }
  return undefined;
}

function unknownPair({ unknown }: Trace, offset: number): Pair | undefined {
  for (const { opener, closer } of unknown) {
    const tag = [opener, closer].find((each) => each !== undefined && touches(each.span, offset));
    if (tag !== undefined) return { tag, opener, closer };
  }
  return undefined;
}

function touches({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}
