import type { JsonMember, JsonNode } from "../../json/jsonNode";
import type { Part } from "../../model/sample";
import { shorten } from "../../text/shorten";
import type { Span } from "../../text/span";

/** A share of the reward: what it is, and what it can be at most. */
export interface Share {
  readonly earned: number;
  readonly possible: number;
}

/**
 * The completion's calls held against the ground truth's, and what each call and argument earned. A part that pays for calls
 * begins at `base`: with `names` and what all `pairs` earned that is its value. All numbers are in reward, weights included.
 */
export interface ComparedCalls {
  /** Are they the ground truth's to the letter? Then nothing that compares them has anything to tell. */
  readonly identical: boolean;
  readonly base: number;
  /** What one point is worth; undefined where calls are paid as a whole or not at all. */
  readonly perPoint: number | undefined;
  /** For the names of the tools; undefined where calls were not matched. */
  readonly names: Share | undefined;
  /** One for each call of the ground truth, in its order; none where calls were not matched. */
  readonly pairs: readonly ComparedPair[];
  /** Calls of the completion that answer none of the ground truth. */
  readonly spurious: readonly SpuriousCall[];
  /** Do they cost nothing, since the ground truth has no call? */
  readonly spuriousUnpunished: boolean;
  /** All calls as one, where they were not matched one by one. */
  readonly whole: WholeCalls | undefined;
  /** Another matching than the reward's, which would earn more; undefined where there is none, or none was looked for. */
  readonly better: BetterMatching | undefined;
  /** The calls as they were read; undefined where a text has no block of them. */
  readonly truth: CallLines | undefined;
  readonly completion: CallLines | undefined;
  /**
   * The same calls matched one by one and argument by argument. Where the reward does not pay so, no cost is known.
   * Undefined where they cannot be.
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
  /** Its arguments as they are written; undefined where it has none. */
  readonly arguments: JsonNode | undefined;
  /** The text that it stands in, where that may be another than the completion. */
  readonly part?: Part;
}

/** Why a call of the ground truth stands without a partner. */
export type Unmatched =
  /** No call has that name. */
  | "no-such-name"
  /** All that have it answer earlier calls of the ground truth. */
  | "already-matched"
  /** Those that were left earn nothing. */
  | "nothing-in-common";

/** A call of the ground truth and what answers it. */
export interface ComparedPair extends Share {
  readonly truth: ComparedCall;
  /** The completion's call; undefined where none was found. */
  readonly call: ComparedCall | undefined;
  /** Where there is none: why. */
  readonly unmatched: Unmatched | undefined;
  /** What it costs that nothing answers it; undefined where that is not known. */
  readonly cost: number | undefined;
  readonly arguments: readonly ComparedArgument[];
}

/** `coerced`: equal for Python, though of another type, as 1, 1.0 and true are. */
export type ArgumentStatus = "equal" | "coerced" | "different" | "missing" | "extra";

/** One argument of two calls. It earns nothing by itself where calls are paid as a whole, or where it is extra. */
export interface ComparedArgument extends Share {
  readonly name: string;
  readonly status: ArgumentStatus;
  /** In the ground truth; undefined for `extra`. */
  readonly truth: JsonMember | undefined;
  /** In the completion; undefined for `missing`. */
  readonly call: JsonMember | undefined;
  /** What fixing it alone would add; undefined where that is not known. */
  readonly cost: number | undefined;
  /** The text that the completion's argument stands in, where that may be another than the completion. */
  readonly part?: Part | undefined;
  /** False where the completion's argument is not written as JSON. */
  readonly inJson?: boolean;
  /** Does the ground truth let several values count? Then `truth` holds all of them. */
  readonly choices?: boolean;
}

export interface SpuriousCall {
  readonly call: ComparedCall;
  /** What leaving it out would add; undefined where that is not known. */
  readonly cost: number | undefined;
}

export interface WholeCalls {
  /** Why they earned nothing. */
  readonly note: string;
  readonly possible: number;
  /** Has the completion no block of calls at all? */
  readonly absent: boolean;
}

export interface BetterMatching {
  /** How much more it would earn; undefined where that is not known. */
  readonly gain: number | undefined;
  /** For each call of the ground truth, the number of the completion's call. */
  readonly calls: readonly (number | undefined)[];
}

/** A call's name for people. */
export function nameOfCall({ name }: Pick<ComparedCall, "name">): string {
  if (name === undefined) return "without a name";
  return name.value.type === "string" ? shorten(name.value.value, 80) : `a ${name.value.type} for a name`;
}
