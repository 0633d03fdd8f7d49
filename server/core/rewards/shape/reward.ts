import type { Location } from "../../model/finding";
import type { Profile } from "../../model/profile";
import type { Paid } from "../../model/reward";
import type { Part, Sample, Verdict } from "../../model/sample";
import type { BlockNode, Trace } from "../../model/trace";
import type { Span } from "../../text/span";
import type { VerdictReadings } from "../../verdicts/verdicts";
import type { ComparedCalls } from "./comparedCalls";

/** What a reward is computed from: a sample, and what was read from it. `facts/` provides one. */
export interface RewardSource {
  readonly sample: Sample;
  readonly profile: Profile;
  traceOf(part: Part): Trace;
  /** The blocks of a trace, compared with the profile's order. */
  layout(part: Part): BlockOrder;
}

/** What is wrong with the order of a trace's blocks. */
export interface BlockOrder {
  readonly blocks: readonly BlockNode[];
  readonly missing: readonly { readonly tags: readonly string[]; readonly near: Span }[];
  readonly repeated: readonly { readonly block: BlockNode }[];
  readonly misplaced: readonly { readonly block: BlockNode }[];
}

/** What a person may request beyond the profile's own reward: a step, and the named options of its components. */
export interface RewardOptions {
  /** Training step, from 0; if absent the sample's own, else 0. */
  readonly step?: number;
  /** `variant`, `reader`, …: the components define which exist. */
  readonly [option: string]: string | number | undefined;
}

/** A reward in one shape, whatever components it has. */
export interface Reward {
  /** Sum of the parts' values. */
  readonly total: number;
  /** The least and the most that the total can be for this ground truth. */
  readonly min: number;
  readonly max: number;
  /** The training step that it was computed for, from 0. */
  readonly step: number;
  /** The named options that it was computed with, of those that a person may set: `{variant: "default"}`. */
  readonly options: Readonly<Record<string, string>>;
  readonly parts: readonly RewardPart[];
  /**
   * Names of the parts that results list separately, as the program that defines this reward names them; parts that it
   * did not pay this time are 0. Undefined for rewards composed of components.
   */
  readonly columns: readonly string[] | undefined;
}

/** A part of a reward. All numbers include its weight. */
export interface RewardPart {
  /** A stable id: the component's name, or what a component with several parts calls it (`format`, `correctness`). */
  readonly id: string;
  /** For display. */
  readonly title: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** What it pays for; empty if unknown. */
  readonly pays: readonly Paid[];
  /** The texts that decided its value. */
  readonly spans: readonly Location[];
  /** How the value came about, in plain lines. */
  readonly detail: readonly string[];
  /** Changes that would have raised it, each alone. */
  readonly alternatives: readonly Alternative[];
  /** What each call and argument earned; undefined if it does not compare calls. */
  readonly calls: ComparedCalls | undefined;
  /** A judge's verdict and the gold label; undefined if it does not pay for a verdict. */
  readonly verdict: ReadVerdict | undefined;
  /** What else may have been paid: other variants, steps and readers, the likeliest first. */
  otherwise(question: OtherwiseQuestion): Iterable<Otherwise>;
}

/** A change that would have raised the reward. */
export interface Alternative {
  readonly text: string;
  /** How much it adds, in reward. */
  readonly gain: number;
}

export interface ReadVerdict {
  readonly readings: VerdictReadings;
  readonly gold: Verdict;
  /** Name of the reading that the reward uses. */
  readonly reading: string;
}

/** A recorded reward that needs an explanation. */
export interface OtherwiseQuestion {
  readonly recorded: number;
  readonly step: number;
  /** Whether the sample says at which step it was scored, or the step was requested. */
  readonly stepIsKnown: boolean;
}

/** Options under which another reward may have been paid. */
export interface Otherwise {
  readonly options: RewardOptions;
  /** In the form that results use. */
  readonly explanation: Explanation;
  /** Completes "The recorded reward is …": "the variant length gives it". */
  readonly words: string;
}

export interface Explanation {
  readonly kind: string;
  readonly [key: string]: string | number;
}

/** The sample cannot be scored. */
export interface RewardFailure {
  readonly error: {
    /** Stable: `ground-truth-unscorable`, `too-many-calls`, … */
    readonly code: string;
    /** What is wrong, why it matters, what to do. */
    readonly message: string;
    readonly location: Location | undefined;
    /** The component that the record does not decide, if that is the reason. */
    readonly undecided?: string;
  };
}

export type RewardResult = Reward | RewardFailure;

export function isFailure(result: object): result is RewardFailure {
  return "error" in result;
}

/** Rewards that differ by no more count as equal: runs log them as 32-bit floats, or rounded to four decimals. */
export const recordedTolerance = 1e-4;

export function isNear(a: number, b: number): boolean {
  return Math.abs(a - b) <= recordedTolerance;
}
