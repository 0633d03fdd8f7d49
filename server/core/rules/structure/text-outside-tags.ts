import type { Location } from "../../model/finding";
import type { Fix } from "../../model/fix";
import type { Profile } from "../../model/profile";
import { tagText, type BlockNode, type TraceNode, type UnknownTag } from "../../model/trace";
import { stripped } from "../../python/strings";
import { endOfSpace, startOfSpace } from "../edits/blocks";
import { drawnIn, drawnInBefore, isWhole, type WholeBlock } from "../edits/nesting";
import { textOf, type Span } from "../../text/span";
import { traceRule, type FixContext } from "../rule";

export const textOutsideTags = traceRule({
  id: "text-outside-tags",
  summary: "Text that stands outside all tags.",
  severity: "warning",
  severities: "error where the profile's format needs it, else warning",
  check({ facts, trace, profile, report }) {
    if (profile.textOutside === "allowed") return;
    const severity = profile.textOutside;
    const pays = severity === "error" && facts.paysFor("format");
    const cost = pays ? "the format reward is lost" : "no reader of the blocks sees it";
    const unknown = new UnknownTags(trace.unknown);
    for (const [i, node] of trace.children.entries()) {
      if (node.kind !== "text") continue;
      // Prose that is never closed goes on here: where it ends is unclosed-tag's to tell.
      const before = trace.children[i - 1];
      if (isOpenProse(before, profile)) continue;
      for (const span of withoutUnknownTags(trace.text, node.span, unknown)) {
        report({
          span,
          severity,
          message: `This text stands outside all tags: ${cost}. Move it into the block that it belongs to, or remove it.`,
        });
      }
    }
  },
  fixes(finding, context) {
    // A verdict without its tags is not prose.
    const isVerdict = /^[\s*_]*\[\[[AB]\]\][\s*_.]*$/.test(textOf(finding.part.text, finding.span));
    if (isVerdict && context.facts.judgement(finding.part) !== undefined) return [];
    return [...wrapped(finding, context), ...drawnIntoBlock(finding, context)];
  },
});

function isOpenProse(node: TraceNode | undefined, { tags }: Profile): boolean {
  return node?.kind === "block" && node.close === undefined && tags[node.name]?.content === "prose";
}

/** What calls hold in any dialect: the keys of a JSON object, a mark with a name. */
const likeCall = /["'](?:name|function)["']\s*:|<(?:function|invoke|tool)\b|\[TOOL_CALLS\]|<\|/;

/** Makes text behind all blocks the profile's last block, if that one is absent and holds prose. */
function wrapped({ part, span }: Location, { facts, profile }: FixContext): Fix[] {
  const { layout, blocks, missing } = facts.layout(part);
  const item = layout?.blocks.at(-1);
  const isLast = blocks.every((block) => block.span.end <= span.start);
  if (item === undefined || profile.tags[item.tag]?.content !== "prose" || !isLast || blocks.length === 0) return [];
  if (blocks.some(({ name }) => name === item.tag)) return [];
  const { text } = part;
  const opener = tagText("opener", item.tag);
  const around = { start: startOfSpace(text, span.start), end: endOfSpace(text, span.end) };
  const rest = text.slice(span.end, around.end);
  const wrapped = `${opener} ${textOf(text, span)} ${tagText("closer", item.tag)}`;
  return [
    {
      title: `Wrap the text in ${opener}`,
      // If the trace lacks that block, the text can be nothing else, unless it is a call without its tags. Beside other
      // blocks it may also be a slip.
      safe: missing.some(({ tags }) => tags.includes(item.tag)) && !likeCall.test(textOf(text, span)),
      edits: [{ part, span: around, text: profile.separator.text + wrapped + rest }],
    },
  ];
}

/** Makes the text the end of the prose before it, or else the beginning of the prose behind it. */
function drawnIntoBlock({ part, span }: Location, { facts, profile }: FixContext): Fix[] {
  const { text } = part;
  const isProse = (block: BlockNode | undefined): block is WholeBlock =>
    isWhole(block) && profile.tags[block.name]?.content === "prose";
  const { blocks } = facts.layout(part);
  const before = blocks.findLast((block) => block.span.end === startOfSpace(text, span.start));
  const after = blocks.find((block) => block.span.start === endOfSpace(text, span.end));
  const found = isProse(before)
    ? { block: before, writings: drawnIn(before, span, text) }
    : isProse(after)
      ? { block: after, writings: drawnInBefore(after, span, text) }
      : undefined;
  if (found === undefined) return [];
  const title = `Move the text into ${tagText("opener", found.block.name)}`;
  return [{ title, safe: false, edits: found.writings.map((writing) => ({ part, ...writing })) }];
}

/** The pieces of loose text outside unknown tags: text in an unknown tag is that tag's fault. */
function withoutUnknownTags(text: string, loose: Span, unknown: UnknownTags): Span[] {
  const pieces: Span[] = [];
  let from = loose.start;
  for (const covered of unknown.inside(loose)) {
    if (covered.start < from) continue;
    add(text, { start: from, end: covered.start }, pieces);
    from = Math.min(loose.end, covered.end);
  }
  add(text, { start: from, end: loose.end }, pieces);
  return pieces;
}

/** Unknown tags with their contents, queried in text order: all queries together look at each tag once. */
class UnknownTags {
  private next = 0;

  constructor(private readonly tags: readonly UnknownTag[]) {}

  /** What the tags that begin inside a span of text cover; it may reach beyond the span. */
  *inside({ start, end }: Span): Generator<Span> {
    for (let tag = this.tags[this.next]; tag !== undefined; tag = this.tags[++this.next]) {
      const first = (tag.opener ?? tag.closer)?.span;
      if (first === undefined || first.start < start) continue;
      if (first.end > end) return;
      yield { start: first.start, end: (tag.closer?.span ?? first).end };
    }
  }
}

/** Adds a piece without the white space around it, if anything is left. */
function add(text: string, { start, end }: Span, pieces: Span[]): void {
  const piece = text.slice(start, end);
  // Python's white space is more than JavaScript's: scorers strip it.
  if (stripped(piece) === "" || piece.trim() === "") return;
  const from = start + piece.length - piece.trimStart().length;
  pieces.push({ start: from, end: start + piece.trimEnd().length });
}
