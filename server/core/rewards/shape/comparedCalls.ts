import type { JsonMember, JsonNode } from "../../json/jsonNode";
import type { Part } from "../../model/sample";
import { shorten } from "../../text/shorten";
import type { Span } from "../../text/span";

/** A share of the reward: its value and its maximum. */
export interface Share {
  readonly earned: number;
  readonly possible: number;
}

/**
 * The completion's calls compared with the ground truth's, and what each call and argument earned. The value of a part
 * that pays for calls is `base` plus `names` plus what all `pairs` earned. All numbers are in reward, weights included.
 */
export interface ComparedCalls {
  /** Whether they are exactly the ground truth's. Then comparing them shows nothing. */
  readonly identical: boolean;
  readonly base: number;
  /** What one point is worth; undefined if calls are paid as a whole or not at all. */
  readonly perPoint: number | undefined;
  /** For the names of the tools; undefined if calls were not matched. */
  readonly names: Share | undefined;
  /** One for each call of the ground truth, in its order; empty if calls were not matched. */
  readonly pairs: readonly ComparedPair[];
  /** Calls of the completion that match none of the ground truth. */
  readonly spurious: readonly SpuriousCall[];
  /** Whether they cost nothing because the ground truth has no call. */
  readonly spuriousUnpunished: boolean;
  /** All calls as one, if they were not matched one by one. */
  readonly whole: WholeCalls | undefined;
  /** Another matching than the reward's that would earn more; undefined if there is none, or none was looked for. */
  readonly better: BetterMatching | undefined;
  /** The calls as read; undefined if a text has no block of them. */
  readonly truth: CallLines | undefined;
  readonly completion: CallLines | undefined;
  /**
   * The same calls matched one by one and argument by argument. If the reward does not pay that way, no cost is known.
   * Undefined if they cannot be matched so.
   */
  readonly oneByOne: ComparedCalls | undefined;
}

/** Calls as a reward's own program reads them. */
export interface CallLines {
  readonly opener: Span;
  /** From the first call to the last. */
  readonly body: Span;
  readonly lines: readonly Span[];
}

export interface ComparedCall {
  /** Number of the call among those read, from 0. */
  readonly index: number;
  readonly span: Span;
  readonly name: JsonMember | undefined;
  /** Its arguments as written; undefined if it has none. */
  readonly arguments: JsonNode | undefined;
  /** The text that it is in, if that may differ from the completion. */
  readonly part?: Part;
}

/** Why a call of the ground truth has no partner. */
export type Unmatched =
  /** No call has that name. */
  | "no-such-name"
  /** All calls with that name match earlier calls of the ground truth. */
  | "already-matched"
  /** The remaining ones earn nothing. */
  | "nothing-in-common";

/** A call of the ground truth and the call that matches it. */
export interface ComparedPair extends Share {
  readonly truth: ComparedCall;
  /** The completion's call; undefined if none was found. */
  readonly call: ComparedCall | undefined;
  /** Why there is no call. */
  readonly unmatched: Unmatched | undefined;
  /** What the missing match costs; undefined if unknown. */
  readonly cost: number | undefined;
  readonly arguments: readonly ComparedArgument[];
}

/** `coerced`: equal in Python although of another type, such as 1, 1.0 and true. */
export type ArgumentStatus = "equal" | "coerced" | "different" | "missing" | "extra";

/** One argument of two calls. It earns nothing by itself if calls are paid as a whole, or if it is extra. */
export interface ComparedArgument extends Share {
  readonly name: string;
  readonly status: ArgumentStatus;
  /** In the ground truth; undefined for `extra`. */
  readonly truth: JsonMember | undefined;
  /** In the completion; undefined for `missing`. */
  readonly call: JsonMember | undefined;
  /** What fixing it alone would add; undefined if unknown. */
  readonly cost: number | undefined;
  /** The text that the completion's argument is in, if that may differ from the completion. */
  readonly part?: Part | undefined;
  /** False if the completion's argument is not written as JSON. */
  readonly inJson?: boolean;
  /** Whether the ground truth accepts several values. `truth` then holds all of them. */
  readonly choices?: boolean;
}

export interface SpuriousCall {
  readonly call: ComparedCall;
  /** What leaving it out would add; undefined if unknown. */
  readonly cost: number | undefined;
}

export interface WholeCalls {
  /** Why they earned nothing. */
  readonly note: string;
  readonly possible: number;
  /** Whether the completion has no block of calls at all. */
  readonly absent: boolean;
}

export interface BetterMatching {
  /** How much more it would earn; undefined if unknown. */
  readonly gain: number | undefined;
  /** For each call of the ground truth, the number of the completion's call. */
  readonly calls: readonly (number | undefined)[];
}

/** A call's name for display. */
export function nameOfCall({ name }: Pick<ComparedCall, "name">): string {
  if (name === undefined) return "without a name";
  return name.value.type === "string" ? shorten(name.value.value, 80) : `a ${name.value.type} for a name`;
}
