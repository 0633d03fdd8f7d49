import { tagsOf } from "../model/role";
import type { Profile } from "../model/profile";
import { isBlank, type BlockNode, type StrayNode, type Tag, type Trace } from "../model/trace";
import { textOf } from "../text/span";

/** A closer that begins a trace and the opener behind the words: the two are swapped. */
export interface ReversedPair {
  readonly closer: StrayNode;
  readonly block: BlockNode & { readonly open: Tag };
}

/**
 * Reasoning whose tags are swapped: `</think> words <think>`, with nothing before the closer and nothing in the block
 * that the opener opens. Searched for only at the trace's start.
 */
export function reversedPair(trace: Trace, profile: Profile): ReversedPair | undefined {
  const [closer, words, block] = trace.children.slice(0, 4).filter((node) => !isBlank(node, trace.text));
  if (closer?.kind !== "stray" || words?.kind !== "text" || block?.kind !== "block") return undefined;
  if (block.name !== closer.tag.name || !tagsOf(profile, "reasoning").includes(block.name)) return undefined;
  if (block.open === undefined || block.close !== undefined || textOf(trace.text, block.content).trim() !== "") {
    return undefined;
  }
  return { closer, block: { ...block, open: block.open } };
}
