import type { SampleCallBlock } from "../dialects/sampleCalls";
import type { Profile } from "../model/profile";
import { walk, type BlockNode, type Trace } from "../model/trace";
import type { Span } from "../text/span";

/**
 * The blocks of whole calls inside the reasoning that are drafts. If the profile requires an order of blocks and there
 * is no call outside, such a block can also be the call itself, wrongly nested.
 */
export function draftsIn(trace: Trace, blocks: readonly SampleCallBlock[], profile: Profile): Span[] {
  // What stands in no other block is in no reasoning.
  if (blocks.every(({ block }) => trace.children.includes(block))) return [];
  const whole = new Set<BlockNode>();
  for (const { block, calls, pieces } of blocks) {
    const isWhole = block.open !== undefined && block.close !== undefined && pieces.length > 0;
    if (isWhole && calls.length > 0 && calls.every(({ name }) => typeof name === "string")) whole.add(block);
  }
  if (whole.size === 0) return [];
  const inside = new Set<BlockNode>();
  walk(trace.children, (node, parent) => {
    if (node.kind !== "block" || parent === undefined || !whole.has(node)) return;
    if (profile.tags[parent.name]?.role === "reasoning") inside.add(node);
  });
  const isMeant = profile.textOutside !== "allowed" && blocks.every(({ block }) => inside.has(block));
  return isMeant ? [] : [...inside].map(({ span }) => span);
}
