/**
 * A sample's reward for people: the data of charts, tables, hints and hovers. Made by `breakdownOf`; plain data, so
 * that it can be sent to a webview. `Place` is a {@link Location} in the core; each face replaces it by its own (see
 * `places.ts`).
 */
export interface Breakdown<Place> {
  /** One line: "Reward 2.29 of 4 · format 1/1 · correctness 1.29/3 · 1 of 2 calls matched". */
  readonly sentence: string;
  /** Why there is no number; undefined if there is one. */
  readonly failure: Failure<Place> | undefined;
  /** Undefined if nothing was rewarded: the sample cannot be scored, or has no gold label. */
  readonly reward: RewardNumbers<Place> | undefined;
  /** What is known of a reward without a total, part by part; empty if there is a total, or if nothing is known. */
  readonly parts: readonly LoosePart<Place>[];
  /** Undefined if the reward does not compare calls. */
  readonly calls: CallShares<Place> | undefined;
  /** Single changes that would have raised the reward, the largest first. */
  readonly raises: readonly Raise[];
  /** Undefined if the sample is not a judgement. */
  readonly judge: JudgeBreakdown<Place> | undefined;
}

export interface Failure<Place> {
  readonly message: string;
  readonly place: Place | undefined;
}

/** The total and its parts. The parts add up to the total; so do their bounds. */
export interface RewardNumbers<Place> {
  readonly total: number;
  readonly min: number;
  readonly max: number;
  /** The training step that it applies to, from 0. */
  readonly step: number;
  /** The named options that it was computed with, among those that a person can choose: `{variant: "default"}`. */
  readonly options: readonly ShownOption[];
  readonly parts: readonly PartNumbers<Place>[];
}

/** A part of a reward whose weight nobody knows: recorded by the run, computed here, or both. */
export interface LoosePart<Place> {
  readonly name: string;
  /** Null if the run computed none for this sample; undefined if it recorded no such part. */
  readonly recorded: number | null | undefined;
  /** Undefined if no function is known for it. */
  readonly computed: number | undefined;
  /** How the computed one came about, in plain lines. */
  readonly detail: readonly string[];
  /** The first of the texts that decided. */
  readonly place: Place | undefined;
}

/** An option with which a reward was computed, and the other choices. */
export interface ShownOption {
  readonly name: string;
  readonly value: string;
  readonly values: readonly { readonly name: string; readonly description: string }[];
}

export interface PartNumbers<Place> {
  readonly id: string;
  readonly title: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  /** Its derivation, in plain lines. */
  readonly detail: readonly string[];
  /** The first of the texts that decided. */
  readonly place: Place | undefined;
}

/**
 * What calls earn. Correctness begins at its minimum, `base`, and every point adds `perPoint`:
 * `base` + `names.earned` + all calls' `earned` is its value.
 */
export interface CallShares<Place> {
  readonly base: number;
  /** What one point is worth, in reward; undefined if calls are paid as a whole or not at all. */
  readonly perPoint: number | undefined;
  /** For the names of the tools; undefined if calls were not matched. */
  readonly names: Earned | undefined;
  /** The ground truth's calls in their order, then the completion's calls that match none. */
  readonly calls: readonly CallShare<Place>[];
  /** How many of the ground truth's calls are matched, and how many there are. */
  readonly matched: number;
  readonly expected: number;
  /** How many calls are left out of `calls` because there are too many. */
  readonly leftOut: number;
}

/** A share of the reward: its value and its maximum. */
export interface Earned {
  readonly earned: number;
  readonly possible: number;
}

export interface CallShare<Place> extends Earned {
  readonly kind: "answered" | "unanswered" | "spurious" | "block";
  /** "Call 1 · get_weather". */
  readonly title: string;
  /** Why it earned that, if this needs words. */
  readonly note: string | undefined;
  /** In the completion. */
  readonly place: Place | undefined;
  /** In the ground truth. */
  readonly truth: Place | undefined;
  readonly parameters: readonly ParameterShare<Place>[];
}

export type ParameterStatus = "equal" | "coerced" | "different" | "missing" | "extra";

/** `possible` is 0 if the parameter earns nothing by itself: an extra one, or if calls are paid as a whole. */
export interface ParameterShare<Place> extends Earned {
  readonly name: string;
  readonly status: ParameterStatus;
  /** The values as written, shortened if they are long. */
  readonly given: string | undefined;
  readonly expected: string | undefined;
  readonly place: Place | undefined;
  readonly truth: Place | undefined;
}

export interface Raise {
  readonly text: string;
  /** How much it adds, in reward. */
  readonly gain: number;
}

export interface JudgeBreakdown<Place> {
  readonly gold: string | undefined;
  readonly rubric: readonly RubricShare<Place>[];
  readonly readings: readonly Reading<Place>[];
}

export interface RubricShare<Place> {
  readonly name: string;
  /** As written, with its unit; undefined if the item has none. */
  readonly weight: string | undefined;
  /** The share of all weights, 0 to 1; undefined if it is unknown. */
  readonly share: number | undefined;
  readonly place: Place;
  readonly weightPlace: Place | undefined;
}

export interface Reading<Place> {
  readonly name: string;
  /** The reader of the verdict. */
  readonly title: string;
  readonly verdict: string | undefined;
  /** Why there is no verdict, if there is none. */
  readonly failure: string | undefined;
  /** Does the reward use it? */
  readonly decides: boolean;
  readonly place: Place | undefined;
}
