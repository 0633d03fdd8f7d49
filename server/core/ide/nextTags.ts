import type { Layout, Profile } from "../model/profile";
import type { BlockNode, Trace, TraceNode } from "../model/trace";

/** What may be written at the end of a text: openers, the likeliest first, and closers, the innermost first. */
export interface NextTags {
  readonly openers: readonly string[];
  readonly closers: readonly string[];
}

/** The tags that the profile allows after `before`, the trace up to the cursor. */
export function nextTags(before: Trace, profile: Profile): NextTags {
  const open = openBlocks(before);
  const innermost = open.at(-1);
  return {
    openers: innermost === undefined ? nextBlocks(before, profile) : (profile.tags[innermost.name]?.children ?? []),
    closers: open.map(({ name }) => name).reverse(),
  };
}

/** The blocks that are open at the end of the text, outermost first. */
function openBlocks({ text, children }: Trace): BlockNode[] {
  const open: BlockNode[] = [];
  const isBlank = ({ kind, span }: TraceNode): boolean =>
    kind === "text" && text.slice(span.start, span.end).trim() === "";
  for (let nodes = children; ;) {
    const last = nodes.findLast((node) => !isBlank(node));
    if (last?.kind !== "block" || last.close !== undefined) return open;
    open.push(last);
    nodes = last.children;
  }
}

/** The tags of the blocks that the layout allows next, in its order. */
function nextBlocks(before: Trace, profile: Profile): string[] {
  const blocks = before.children.filter((node) => node.kind === "block");
  const layout = profile.layouts.find((candidate) => holds(candidate, blocks, before.text));
  if (layout === undefined) return Object.keys(profile.tags);
  const items = layout.blocks;
  const count = (tag: string): number => blocks.filter(({ name }) => name === tag).length;
  const last = items.findLastIndex(({ tag }) => tag === blocks.at(-1)?.name);
  const next: string[] = [];
  items.slice(Math.max(last, 0)).every(({ tag, min, max }) => {
    if (layout.repeats || max === null || count(tag) < max) next.push(tag);
    // A block that must come next excludes those after it.
    return layout.repeats || count(tag) >= min;
  });
  if (layout.repeats) next.push(...items.slice(0, Math.max(last, 0)).map(({ tag }) => tag));
  // The block that was just written comes last, after blocks that are new.
  const again = blocks.at(-1)?.name;
  return again !== undefined && next[0] === again ? [...next.slice(1), again] : next;
}

function holds({ when }: Layout, blocks: readonly BlockNode[], text: string): boolean {
  if (when === null) return true;
  return blocks.some(
    ({ name, content }) => name === when.tag && text.slice(content.start, content.end).trim() === when.text,
  );
}
