import type { Layout, LayoutItem, Profile } from "../model/profile";
import { tagsOf } from "../model/role";
import type { BlockNode, Trace } from "../model/trace";
import { othersTurns } from "./roleLines";
import type { Span } from "../text/span";

/** A block that the layout requires and that is missing. */
export interface MissingBlock {
  /** Tags of which one is required; usually there is just one. */
  readonly tags: readonly string[];
  /** The place to point at: the tag beside the place where the block belongs. */
  readonly near: Span;
  /** Does it belong before or after that place? */
  readonly side: "before" | "after";
}

/** A block beyond the maximum number for its tag. */
export interface RepeatedBlock {
  readonly block: BlockNode;
  /** The first one of that tag. */
  readonly first: BlockNode;
}

/** A block out of order. */
export interface MisplacedBlock {
  readonly block: BlockNode;
  /** The block that it should be on the other side of; undefined if its tag has no place at all. */
  readonly neighbour: BlockNode | undefined;
}

/** The top-level blocks of a trace, compared with the profile's order. */
export interface LayoutFacts {
  /** The order that applies to this trace; undefined if the profile has none for it. */
  readonly layout: Layout | undefined;
  readonly blocks: readonly BlockNode[];
  readonly missing: readonly MissingBlock[];
  readonly repeated: readonly RepeatedBlock[];
  readonly misplaced: readonly MisplacedBlock[];
  /** Reasoning right behind reasoning, in an order that repeats: allowed, and one thought in two blocks. */
  readonly doubled: readonly RepeatedBlock[];
  readonly invented: readonly InventedBlock[];
}

/** A result without the block that should have caused it. */
export interface InventedBlock {
  readonly block: BlockNode;
  /** The tag that must come before it. */
  readonly after: string;
}

export function layoutOf(trace: Trace, profile: Profile): LayoutFacts {
  const others = othersTurns(trace.text);
  const isOthers = ({ span }: BlockNode): boolean =>
    others.some(({ start, end }) => start <= span.start && span.end <= end);
  const blocks: BlockNode[] = [];
  for (const node of trace.children) if (node.kind === "block" && !isOthers(node)) blocks.push(node);
  const layout = profile.layouts.find(({ when }) => when === null || holds(when, blocks, trace.text));
  if (layout === undefined)
    return { layout, blocks, missing: [], repeated: [], misplaced: [], doubled: [], invented: [] };
  const invented = inventedBlocks(layout, blocks);
  const doubled = layout.repeats ? doubledBlocks(blocks, tagsOf(profile, "reasoning"), trace.text) : [];
  if (isInOrder(layout, blocks)) return { layout, blocks, missing: [], repeated: [], misplaced: [], doubled, invented };
  const order = new Map(layout.blocks.map((item, i) => [item.tag, i]));
  const kept: BlockNode[] = [];
  const repeated: RepeatedBlock[] = [];
  const firsts = new Map<string, { block: BlockNode; count: number }>();
  for (const block of blocks) {
    const item = layout.blocks[order.get(block.name) ?? -1];
    const first = firsts.get(block.name);
    if (first === undefined) firsts.set(block.name, { block, count: 1 });
    else if (item !== undefined && item.max !== null && ++first.count > item.max) {
      repeated.push({ block, first: first.block });
      continue;
    }
    kept.push(block);
  }
  return {
    layout,
    blocks,
    missing: missingBlocks(layout, kept, trace.text),
    repeated,
    misplaced: misplacedBlocks(layout, kept, order),
    doubled,
    invented,
  };
}

/**
 * Does a trace plainly hold what it has to, as most do: each tag once at most, in order, and all that must be there? Where
 * that is not sure, the answer is no.
 */
function isInOrder({ blocks: items, oneOf, repeats }: Layout, blocks: readonly BlockNode[]): boolean {
  if (repeats) return false;
  let next = 0;
  for (const { name } of blocks) {
    const at = items.findLastIndex(({ tag }) => tag === name);
    if (at < next || items[at]?.max === 0 || isAnyDue(items, next, at)) return false;
    next = at + 1;
  }
  if (isAnyDue(items, next, items.length)) return false;
  return oneOf.every((tags) => blocks.some(({ name }) => tags.includes(name)));
}

/** Has one of these items to be there? */
function isAnyDue(items: readonly LayoutItem[], from: number, to: number): boolean {
  for (let i = from; i < to; i++) if ((items[i]?.min ?? 0) > 0) return true;
  return false;
}

function holds(
  when: { readonly tag: string; readonly text: string },
  blocks: readonly BlockNode[],
  text: string,
): boolean {
  const block = blocks.find(({ name }) => name === when.tag);
  if (block === undefined || block.content.end - block.content.start > when.text.length + 20) return false;
  return text.slice(block.content.start, block.content.end).trim().toLowerCase() === when.text.toLowerCase();
}

function missingBlocks(layout: Layout, blocks: readonly BlockNode[], text: string): MissingBlock[] {
  const present = new Set(blocks.map(({ name }) => name));
  const missing: MissingBlock[] = [];
  layout.blocks.forEach((item, i) => {
    const listed = layout.oneOf.some((tags) => tags.includes(item.tag));
    if (item.min > 0 && !present.has(item.tag) && !listed)
      missing.push({ tags: [item.tag], ...place(layout.blocks, i, blocks, text) });
  });
  for (const tags of layout.oneOf) {
    if (tags.some((tag) => present.has(tag))) continue;
    const at = layout.blocks.findIndex(({ tag }) => tags.includes(tag));
    missing.push({ tags, ...place(layout.blocks, at, blocks, text) });
  }
  return missing;
}

/** Where the block of the item at `index` belongs: after the last block that precedes it in the order. */
function place(
  items: readonly LayoutItem[],
  index: number,
  blocks: readonly BlockNode[],
  text: string,
): Omit<MissingBlock, "tags"> {
  const earlier = new Set(items.slice(0, index).map(({ tag }) => tag));
  const previous = blocks.findLast(({ name }) => earlier.has(name));
  if (previous !== undefined) {
    return { near: previous.close?.span ?? previous.open?.span ?? previous.span, side: "after" };
  }
  const next = blocks[0];
  if (next !== undefined) return { near: next.open?.span ?? next.close?.span ?? next.span, side: "before" };
  const start = text.search(/\S/);
  if (start < 0) return { near: { start: 0, end: Math.min(1, text.length) }, side: "before" };
  const end = /\s/.exec(text.slice(start, start + 80))?.index ?? Math.min(80, text.length - start);
  return { near: { start, end: start + end }, side: "before" };
}

/** The fewest blocks that have to move: those outside a longest run of blocks that are in order. */
function misplacedBlocks(
  layout: Layout,
  blocks: readonly BlockNode[],
  order: ReadonlyMap<string, number>,
): { block: BlockNode; neighbour: BlockNode | undefined }[] {
  const misplaced: { block: BlockNode; neighbour: BlockNode | undefined }[] = [];
  const placed = blocks.filter((block) => {
    if (order.has(block.name)) return true;
    misplaced.push({ block, neighbour: undefined });
    return false;
  });
  if (layout.repeats) return [...misplaced, ...behindLast(layout, placed, order)];
  const ranks = placed.map(({ name }) => order.get(name) ?? 0);
  const inOrder = longestOrdered(ranks);
  // In the longest run, ranks never fall, so the nearest of its blocks on either side shows what is out of order.
  let previous: number | undefined;
  const outOfPlace: { index: number; previous: number | undefined; next: number | undefined }[] = [];
  let waiting: (typeof outOfPlace)[number][] = [];
  placed.forEach((_, i) => {
    if (inOrder.has(i)) {
      for (const entry of waiting) entry.next = i;
      waiting = [];
      previous = i;
      return;
    }
    const entry = { index: i, previous, next: undefined };
    outOfPlace.push(entry);
    waiting.push(entry);
  });
  for (const { index, previous, next } of outOfPlace) {
    const follows = previous !== undefined && (ranks[previous] ?? 0) > (ranks[index] ?? 0);
    const neighbour = follows ? placed[previous] : next === undefined ? undefined : placed[next];
    misplaced.push({ block: placed[index] as BlockNode, neighbour });
  }
  return misplaced;
}

/** In an order that repeats, the blocks after the one that ends it. */
function behindLast(
  layout: Layout,
  blocks: readonly BlockNode[],
  order: ReadonlyMap<string, number>,
): MisplacedBlock[] {
  const end = blocks.findIndex(({ name }) => layout.blocks[order.get(name) ?? -1]?.last === true);
  const neighbour = blocks[end];
  if (neighbour === undefined) return [];
  return blocks.slice(end + 1).flatMap((block) => (block.name === neighbour.name ? [] : [{ block, neighbour }]));
}

function doubledBlocks(blocks: readonly BlockNode[], tags: readonly string[], text: string): RepeatedBlock[] {
  return blocks.flatMap((block, i) => {
    const first = blocks[i - 1];
    if (first?.name !== block.name || !tags.includes(block.name)) return [];
    return text.slice(first.span.end, block.span.start).trim() === "" ? [{ block, first }] : [];
  });
}

function inventedBlocks(layout: Layout, blocks: readonly BlockNode[]): InventedBlock[] {
  if (layout.blocks.every(({ after }) => after === null)) return [];
  const before = new Map(layout.blocks.flatMap(({ tag, after }) => (after === null ? [] : [[tag, after] as const])));
  return blocks.flatMap((block, i) => {
    const after = before.get(block.name);
    return after === undefined || blocks[i - 1]?.name === after ? [] : [{ block, after }];
  });
}

/** Indices of a longest non-decreasing subsequence, in O(n log n). */
function longestOrdered(ranks: readonly number[]): Set<number> {
  const tails: number[] = [];
  const previous: number[] = [];
  ranks.forEach((rank, i) => {
    let low = 0;
    let high = tails.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if ((ranks[tails[middle] ?? 0] ?? 0) <= rank) low = middle + 1;
      else high = middle;
    }
    previous[i] = low > 0 ? (tails[low - 1] ?? -1) : -1;
    tails[low] = i;
  });
  const chosen = new Set<number>();
  for (let at = tails.at(-1) ?? -1; at >= 0; at = previous[at] ?? -1) chosen.add(at);
  return chosen;
}
