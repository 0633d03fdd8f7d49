import { fileSpan } from "../audit/places";
import type { AuditedFile } from "../audit/auditedFile";
import type { JsonMember, JsonNode } from "../json/jsonNode";
import type { Trace, TraceNode } from "../model/trace";
import type { Span } from "../text/span";
import { outlineOf, type OutlineItem } from "./outline";
import { recordAt, tracePlaceAt, type TracePlace } from "./place";
import { nameSpan, tagPairAt } from "./tagPairs";
import { endingOf } from "../text/ending";

/**
 * The spans around a place of a `.trace` file, each inside the one before it: the sample, its part, the blocks with
 * their contents, then a tag and its name, or a call and its JSON, and finally the line and the word.
 */
export function enclosingSpans(file: AuditedFile, offset: number): Span[] {
  const record = recordAt(file, offset);
  if (record === undefined) return [];
  const { start } = record.span;
  const inFile = ({ span }: OutlineItem): Span => ({ start: start + span.start, end: start + span.end });
  const around = partsAround(outlineOf(record, file.text), offset - start).map(inFile);
  const place = tracePlaceAt(file, offset);
  if (place !== undefined) around.push(...inTrace(file, place, offset));
  around.push(lineAround(file.text, offset), wordAround(file.text, offset));
  return nested(around, offset);
}

/** Keeps the spans, outer ones first, that contain the offset and lie inside the one kept before. */
function nested(spans: readonly Span[], offset: number): Span[] {
  const kept: Span[] = [];
  for (const span of spans) {
    const outer = kept.at(-1);
    if (span.start >= span.end || offset < span.start || offset > span.end) continue;
    if (outer !== undefined && (span.start < outer.start || span.end > outer.end)) continue;
    if (outer !== undefined && span.start === outer.start && span.end === outer.end) continue;
    kept.push(span);
  }
  return kept;
}

/** The sample and its part at the offset. */
function partsAround(outline: readonly OutlineItem[], offset: number): OutlineItem[] {
  const found: OutlineItem[] = [];
  for (let level = outline; ;) {
    const item = level.find(({ kind, span }) => kind !== "block" && kind !== "call" && holds(span, offset));
    if (item === undefined) return found;
    found.push(item);
    level = item.children;
  }
}

function inTrace(file: AuditedFile, place: TracePlace, offset: number): Span[] {
  const { record, sample, part } = place;
  const trace = sample.facts.traceOf(part);
  const spans: Span[] = [{ start: 0, end: part.text.length }, ...blocksAround(trace, place.offset)];
  const pair = tagPairAt(file, offset);
  if (pair !== undefined) spans.push(pair.tag.span, nameSpan(part.text, pair.tag));
  for (const { block, pieces, calls } of sample.facts.callBlocks(part)) {
    if (!holds(block.content, place.offset)) continue;
    const piece = pieces.find(({ span }) => holds(span, place.offset));
    if (piece !== undefined) spans.push(piece.span);
    const json = calls.find((call) => holds(call.place.span, place.offset))?.json;
    if (json !== undefined) spans.push(...jsonAround(json.value.node, place.offset));
  }
  return spans.map((span) => fileSpan(record, { part, span }));
}

/** The blocks that contain a place, each followed by its content. */
function blocksAround({ children, text }: Trace, offset: number): Span[] {
  const spans: Span[] = [];
  let level: readonly TraceNode[] = children;
  for (;;) {
    const block = level.find((node) => node.kind === "block" && holds(node.span, offset));
    if (block?.kind !== "block") return spans;
    spans.push(block.span, block.content, trimmed(text, block.content));
    level = block.children;
  }
}

/** The JSON values that contain a place, including members and the text between a string's quotes. */
function jsonAround(value: JsonNode, offset: number): Span[] {
  const spans: Span[] = [];
  for (let node: JsonNode | undefined = value; node !== undefined;) {
    spans.push(node.span);
    switch (node.type) {
      case "object": {
        const around: JsonMember | undefined = node.members.find(({ key, value }) =>
          holds(join(key.span, value.span), offset),
        );
        if (around === undefined) return spans;
        spans.push(join(around.key.span, around.value.span));
        node = [around.key, around.value].find(({ span }) => holds(span, offset));
        break;
      }
      case "array":
        node = node.items.find(({ span }) => holds(span, offset));
        break;
      case "string":
        spans.push({ start: node.span.start + 1, end: node.span.end - 1 });
        return spans;
      case "number":
      case "boolean":
      case "null":
        return spans;
    }
  }
  return spans;
}

/** Words and lines are searched no further than this, in UTF-16 units to either side. */
const furthest = 2000;

function lineAround(text: string, offset: number): Span {
  const from = Math.max(0, offset - furthest);
  const before = text.slice(from, offset);
  const after = text.slice(offset, offset + furthest);
  const start = from + Math.max(before.lastIndexOf("\n"), before.lastIndexOf("\r")) + 1;
  const end = offset + (/[\r\n]/.exec(after)?.index ?? after.length);
  return trimmed(text, { start, end });
}

function wordAround(text: string, offset: number): Span {
  const from = Math.max(0, offset - furthest);
  const before = endingOf(text.slice(from, offset), /[\p{L}\p{N}\p{M}_]/u);
  const after = /^[\p{L}\p{N}\p{M}_]*/u.exec(text.slice(offset, offset + furthest))?.[0] ?? "";
  return { start: offset - before.length, end: offset + after.length };
}

function trimmed(text: string, { start, end }: Span): Span {
  const within = text.slice(start, end);
  return { start: end - within.trimStart().length, end: start + within.trimEnd().length };
}

function join(first: Span, last: Span): Span {
  return { start: first.start, end: last.end };
}

function holds({ start, end }: Span, offset: number): boolean {
  return start <= offset && offset <= end;
}
