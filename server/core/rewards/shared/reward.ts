import type { VerdictReadings } from "../../verdicts/verdicts";
import type { Location } from "../../model/finding";
import type { Profile } from "../../model/profile";
import type { ToolRLVariant } from "../../model/reward";
import type { Part, Sample, Verdict } from "../../model/sample";
import type { BlockNode, Trace } from "../../model/trace";
import type { Span } from "../../text/span";
import type { CallReader, ToolRLDerivation } from "../toolrl";

/** What a reward is computed from: a sample, and what was read from it. `facts/` is one. */
export interface RewardSource {
  readonly sample: Sample;
  readonly profile: Profile;
  traceOf(part: Part): Trace;
  /** The blocks of a trace, held against the profile's order. */
  layout(part: Part): BlockOrder;
}

/** What is wrong with the order of a trace's blocks. */
export interface BlockOrder {
  readonly blocks: readonly BlockNode[];
  readonly missing: readonly { readonly tags: readonly string[]; readonly near: Span }[];
  readonly repeated: readonly { readonly block: BlockNode }[];
  readonly misplaced: readonly { readonly block: BlockNode }[];
}

/** What a person may ask for beyond the profile's own reward. */
export interface RewardOptions {
  /** Another variant of ToolRL's reward, wherever the profile's reward has one. */
  readonly variant?: ToolRLVariant;
  /** Training step, from 0; without it the sample's own, else 0. */
  readonly step?: number;
  /** Who reads the completion's calls (ToolRL); `train` by default. */
  readonly reader?: CallReader;
}

/** A reward in one shape, whatever it is made of. */
export interface Reward {
  /** Sum of the parts' values. */
  readonly total: number;
  /** What the total can be at least and at most for this ground truth. */
  readonly min: number;
  readonly max: number;
  /** The training step that it holds for, from 0. */
  readonly step: number;
  readonly parts: readonly RewardPart[];
  /** For those who know ToolRL's reward: its whole derivation. Undefined where no part comes from it. */
  readonly toolrl: ToolRLDerivation | undefined;
  /** For those who know judges: the verdict in its four readings, and gold. Undefined where no part comes from it. */
  readonly verdict: VerdictPart | undefined;
}

/** A component of a reward, its weight included in all numbers. */
export interface RewardPart {
  /** Stable: the component's name, or `format`, `correctness` and `length` for ToolRL's own reward. */
  readonly id: string;
  /** For people. */
  readonly title: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** The texts that decided. */
  readonly spans: readonly Location[];
  /** How the value came about: plain lines for people. */
  readonly detail: readonly string[];
}

export interface VerdictPart {
  readonly readings: VerdictReadings;
  readonly gold: Verdict;
  /** The reading by which the reward goes. */
  readonly reading: keyof VerdictReadings;
}

/** The sample cannot be scored. */
export interface RewardFailure {
  readonly error: {
    /** Stable: `ground-truth-unscorable`, `too-many-calls`, … */
    readonly code: string;
    /** What, why it matters, what to do. */
    readonly message: string;
    readonly location: Location | undefined;
  };
}

export type RewardResult = Reward | RewardFailure;

export function isFailure(result: object): result is RewardFailure {
  return "error" in result;
}
