import type { AuditedRecord, AuditedSample } from "../audit/auditedFile";
import { toolNameOf } from "../dialects/sampleCalls";
import type { Part } from "../model/sample";
import type { TraceNode } from "../model/trace";
import { findHeaders } from "../records/traceFile/headers";
import { toSourceSpan } from "../text/sourceMap";
import type { Span } from "../text/span";

/** Something that people see as one item of a file: a sample, a part of it, a block, a call. */
export interface OutlineItem {
  readonly kind: "sample" | "part" | "block" | "call";
  readonly name: string;
  readonly detail: string;
  /** Offsets in the record. */
  readonly span: Span;
  /** What is selected on going there: the header line, the opener, the call. Inside `span`. */
  readonly selection: Span;
  readonly children: readonly OutlineItem[];
}

/** Blocks deeper than this are not listed: nobody reads such an outline, and clients may process it recursively. */
const deepest = 20;

const remembered = new WeakMap<readonly AuditedSample[], readonly OutlineItem[]>();

/** The outline of a record in a `.trace` file. Remembered as long as the record is, except for its number. */
export function outlineOf(record: AuditedRecord, text: string): readonly OutlineItem[] {
  const { samples } = record;
  let items = remembered.get(samples);
  if (items === undefined) {
    items = readOutline(record, text.slice(record.span.start, record.span.end));
    remembered.set(samples, items);
  }
  return items.map((item) => (item.name === unnamed ? { ...item, name: `Sample ${record.index + 1}` } : item));
}

/**
 * The name of a sample without an id: it is shown by its number, which depends on the samples before it. No id is
 * empty.
 */
const unnamed = "";

function readOutline(record: AuditedRecord, text: string): OutlineItem[] {
  const traces = new Map<number, { sample: AuditedSample; part: Part }>();
  for (const sample of record.samples) {
    for (const part of [sample.sample.completion, sample.sample.groundTruth]) {
      if (part !== undefined) traces.set(part.source.toSource(0), { sample, part });
    }
  }
  const headers = findHeaders(text);
  if (headers.length === 0) {
    const only = traces.get(0);
    return only === undefined ? [] : blocksOf(only.sample, only.part);
  }
  const parts: OutlineItem[] = [];
  let sampleLine: { selection: Span; detail: string } | undefined;
  headers.forEach((header, i) => {
    const end = trimmedEnd(text, header.end, headers[i + 1]?.start ?? text.length);
    const selection = { start: header.start, end: header.end };
    const detail = text.slice(header.restStart, header.end).trim();
    if (header.name === "sample") {
      sampleLine ??= { selection, detail };
      return;
    }
    const trace = traces.get(header.bodyStart);
    parts.push({
      kind: "part",
      name: `@${header.name}`,
      detail,
      span: { start: header.start, end },
      selection,
      children: trace === undefined ? [] : blocksOf(trace.sample, trace.part),
    });
  });
  if (sampleLine === undefined) return parts;
  const name = record.samples[0]?.sample.attributes.id ?? unnamed;
  const span = { start: sampleLine.selection.start, end: trimmedEnd(text, sampleLine.selection.end, text.length) };
  return [{ kind: "sample", name, ...sampleLine, span, children: parts }];
}

function blocksOf(sample: AuditedSample, part: Part): OutlineItem[] {
  const callsIn = new Map(sample.facts.callBlocks(part).map(({ block, calls }) => [block, calls]));
  const items = (nodes: readonly TraceNode[], depth: number): OutlineItem[] =>
    depth > deepest
      ? []
      : nodes.flatMap((node): OutlineItem[] => {
          if (node.kind !== "block") return [];
          const inside = callsIn.get(node) ?? [];
          const children: OutlineItem[] = inside.map((call) => {
            const span = toSourceSpan(part.source, call.place.span);
            return {
              kind: "call",
              name: toolNameOf(call) ?? "(no name)",
              detail: "",
              span,
              selection: span,
              children: [],
            };
          });
          const span = toSourceSpan(part.source, node.span);
          return [
            {
              kind: "block",
              name: `<${node.name}>`,
              detail: beginning(
                part.text.slice(node.content.start, Math.min(node.content.end, node.content.start + 200)),
              ),
              span,
              selection: node.open === undefined ? span : toSourceSpan(part.source, node.open.span),
              children: [...children, ...items(node.children, depth + 1)].sort((a, b) => a.span.start - b.span.start),
            },
          ];
        });
  return items(sample.facts.traceOf(part).children, 0);
}

/** The first words of a block, to recognise it in a list. */
function beginning(text: string): string {
  const line = text.trim().replace(/\s+/g, " ");
  return line.length <= 60 ? line : `${line.slice(0, 59).trimEnd()}…`;
}

function trimmedEnd(text: string, least: number, end: number): number {
  let at = end;
  while (at > least && (text[at - 1] === "\n" || text[at - 1] === "\r")) at--;
  return at;
}

/** How many levels of an outline have no more than `most` items together; at least the outermost. */
export function levelsWithin(outline: readonly OutlineItem[], most: number): number {
  let count = 0;
  let level = outline;
  for (let levels = 0; ; levels++) {
    count += level.length;
    if (level.length === 0 || count > most) return Math.max(1, levels);
    level = level.flatMap(({ children }) => children);
  }
}
