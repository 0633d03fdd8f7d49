import type { Share } from "./figure";

/** How tools are used, over a run or a part of it. */
export interface ToolFigures {
  readonly n: number;
  readonly meanCalls: number;
  /** Samples by the tools that they call, the most frequent first. */
  readonly tools: readonly { readonly name: string; readonly share: Share; readonly filter: string }[];
  readonly moreTools: number;
  readonly errors: Share;
  /**
   * Among samples whose ground truth has no call: those that made none (relevance detection), and those that made one
   * (overuse).
   */
  readonly relevance: Share | undefined;
  readonly overuse: Share | undefined;
  /** Among samples whose ground truth has calls: those that made none. */
  readonly missed: Share | undefined;
  /** Answers that end in a question without a call: possibly asking for clarification. */
  readonly asked: Share;
  /** How evenly tools are called, in bits; undefined without a call. */
  readonly entropy: number | undefined;
}
