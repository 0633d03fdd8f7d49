import type { Judgement } from "../../facts/judgement";
import type { TagRole } from "../../model/role";
import { tagText, type BlockNode } from "../../model/trace";
import { textOf, type Span } from "../../text/span";

/** A block that a judge's task type requires, and that is absent or empty. */
export interface DueBlock {
  /** The empty block; undefined if the block is absent. */
  readonly block: BlockNode | undefined;
  /** The empty block, or the task type that requires one. */
  readonly span: Span;
  /** "The type is Chat, but there is no <rubric>", or "This <rubric> is empty". */
  readonly what: string;
  readonly opener: string;
  /** The place to write it: " before <eval>"; empty if the profile has no evaluation. */
  readonly where: string;
}

/** Undefined if no block of that role is required, or it is there. */
export function dueBlock(judgement: Judgement | undefined, role: TagRole): DueBlock | undefined {
  const tag = judgement?.tag(role);
  if (judgement?.type === undefined || tag === undefined || !judgement.isDue(tag)) return undefined;
  const { trace, type, typeBlock } = judgement;
  const block = judgement.blocks(role)[0];
  if (block !== undefined && textOf(trace.text, block.content).trim() !== "") return undefined;
  const opener = tagText("opener", tag);
  const evaluation = judgement.tag("evaluation");
  return {
    block,
    span: block?.span ?? typeBlock?.content ?? { start: 0, end: 0 },
    what:
      block === undefined
        ? `The type is ${type}, but there is no ${opener}`
        : `This ${tagText("opener", block.name)} is empty`,
    opener,
    where: evaluation === undefined ? "" : ` before ${tagText("opener", evaluation)}`,
  };
}
