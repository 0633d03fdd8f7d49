import type { Location } from "../../model/finding";
import type { ComponentOptions, Paid } from "../../model/reward";
import type { Part, Sample } from "../../model/sample";
import type { ComparedCalls } from "./comparedCalls";
import type {
  Alternative,
  Otherwise,
  OtherwiseQuestion,
  ReadVerdict,
  RewardFailure,
  RewardOptions,
  RewardSource,
} from "./reward";

/** What a component earns, before its weight. */
export interface Earned {
  /** The component's name, unless it earns several parts. */
  readonly id: string;
  readonly title: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly spans: readonly Location[];
  readonly detail: readonly string[];
  /** The named options that it was computed with. */
  readonly options?: Readonly<Record<string, string>>;
  /** What this part pays for, if its component pays for other things too. */
  readonly pays?: readonly Paid[];
  readonly verdict?: ReadVerdict;
  /**
   * Changes that would have raised it, each alone, with a weight applied. If absent: all that is lacking, as one
   * change.
   */
  alternatives?(weight: number): readonly Alternative[];
  /** What each call earned, with a weight applied. */
  calls?(weight: number): ComparedCalls;
  /** What else may have been paid. */
  otherwise?(question: OtherwiseQuestion): Iterable<Otherwise>;
}

/** An option of a component that a person may set differently from the profile. */
export interface NamedOption {
  readonly name: string;
  /** For help texts, such as "a variant of the reward". */
  readonly title: string;
  /** The default if neither profile nor person sets it; null if only the profile can say. */
  readonly default: string | null;
  readonly values: readonly { readonly name: string; readonly description: string }[];
}

/** An option of a component as in the schema of `trace-auditor.json`, or a reference to a definition of the schema. */
export interface ProfileOption {
  /** For the schema and the table in docs/guides/rewards.md: "words of reasoning that earn all of it". */
  readonly description: string;
  readonly $ref?: string;
  readonly type?: "string" | "number" | "integer" | "boolean" | "array" | "object";
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly default?: string | number | boolean;
  readonly [keyword: string]: unknown;
}

/** Documentation of a component that profiles can name. */
export interface Listing {
  /** Its values: "0 or 1", "-3 to 3". */
  readonly values: string;
  /** What it is, in Markdown, beginning in lower case and without a full stop. */
  readonly summary: string;
}

/** One of the components that rewards are made of. `npm run new -- component NAME` creates the file of a new one. */
export interface Component {
  readonly name: string;
  /** If absent, no profile can name it: it is written with keys of its own, or made by the product. */
  readonly listing?: Listing;
  /** What a sample must have besides its completion: a ground truth, a gold label. */
  readonly needs: "groundTruth" | "gold" | "nothing";
  readonly pays: readonly Paid[];
  /** The profile options that it uses. A name means the same in every component. */
  readonly options: Readonly<Record<string, ProfileOption>>;
  /** Those that a person may set. */
  readonly asks: readonly NamedOption[];
  /** Other options that may make it read another text in the same trace. */
  readonly rereads: readonly RewardOptions[];
  /** Whether what it earns depends on the training step, apart from its weight's schedule. */
  isStepwise?(options: ComponentOptions, asked: RewardOptions): boolean;
  /** If it is a whole reward: the names of its parts in results, paid or not. */
  readonly columns?: readonly string[];
  /**
   * What the sample earns, as one part or several; undefined if the sample lacks what the component compares with. Then
   * there is no reward at all.
   */
  earn(
    source: RewardSource,
    options: ComponentOptions,
    asked: RewardOptions,
  ): readonly Earned[] | RewardFailure | undefined;
  /** Why no completion can be scored against this ground truth, if so. */
  whyUnscorable?(groundTruth: Part): RewardFailure | undefined;
  /** The texts by which it recognises a format, in order; if absent, it does not read the trace by its text alone. */
  formatTexts?(options: ComponentOptions): readonly string[];
  /** Scores hundreds of thousands of samples and returns only the numbers. */
  quick?(sample: Sample, options: ComponentOptions, asked: RewardOptions): ReturnType<QuickScorer>;
}

/** Scores many samples, one after the other, without saying how the numbers came about. */
export type QuickScorer = (sample: Sample) => QuickReward | RewardFailure | undefined;

/** The numbers of a reward. */
export interface QuickReward {
  readonly options: Readonly<Record<string, string>>;
  readonly step: number;
  readonly total: number;
  /** By column, in their order. */
  readonly parts: Readonly<Record<string, number>>;
}
