import type { Share } from "./figure";

/** How tools are used, over a run or a part of it. */
export interface ToolFigures {
  readonly n: number;
  readonly meanCalls: number;
  /** Samples by the tools that they call, the most frequent first. */
  readonly tools: readonly { readonly name: string; readonly share: Share; readonly filter: string }[];
  readonly moreTools: number;
  readonly errors: Share;
  /** Of samples whose ground truth has no call: those that made none (relevance detection), and that called (overuse). */
  readonly relevance: Share | undefined;
  readonly overuse: Share | undefined;
  /** Of samples whose ground truth has calls: those that made none. */
  readonly missed: Share | undefined;
  /** Answers that end in a question without a call: a hint of a clarification. */
  readonly asked: Share;
  /** How evenly tools are called, in bits; undefined without a call. */
  readonly entropy: number | undefined;
}
