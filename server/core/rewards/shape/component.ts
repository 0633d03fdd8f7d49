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
  /** The named options that it was computed by. */
  readonly options?: Readonly<Record<string, string>>;
  /** What this part pays for, where its component pays for other things too. */
  readonly pays?: readonly Paid[];
  readonly verdict?: ReadVerdict;
  /** What would have raised it, each alone, with a weight. Without it: all that is lacking, as one. */
  alternatives?(weight: number): readonly Alternative[];
  /** What each call earned, with a weight. */
  calls?(weight: number): ComparedCalls;
  /** What else may have been paid. */
  otherwise?(question: OtherwiseQuestion): Iterable<Otherwise>;
}

/** An option of a component that a person may ask for otherwise than the profile has it. */
export interface NamedOption {
  readonly name: string;
  /** For help texts, such as "a variant of the reward". */
  readonly title: string;
  /** What holds where neither profile nor person says; null where that is the profile's matter. */
  readonly default: string | null;
  readonly values: readonly { readonly name: string; readonly description: string }[];
}

/** An option of a component as the schema of `trace-auditor.json` has it, or a reference to what the schema defines. */
export interface ProfileOption {
  /** For the schema and the table of docs/guides/rewards.md: "words of reasoning that earn all of it". */
  readonly description: string;
  readonly $ref?: string;
  readonly type?: "string" | "number" | "integer" | "boolean" | "array" | "object";
  readonly enum?: readonly string[];
  readonly enumDescriptions?: readonly string[];
  readonly default?: string | number | boolean;
  readonly [keyword: string]: unknown;
}

/** What people read of a component that a profile names. */
export interface Listing {
  /** Its values: "0 or 1", "-3 to 3". */
  readonly values: string;
  /** What it is, in Markdown, beginning in lower case and without a full stop. */
  readonly summary: string;
}

/** One of the components that rewards are made of. `npm run new -- component NAME` makes the file of one more. */
export interface Component {
  readonly name: string;
  /** Without it, no profile names it: it is written by keys of its own, or made by the product. */
  readonly listing?: Listing;
  /** What a sample has to have beside its completion: a ground truth, a gold label. */
  readonly needs: "groundTruth" | "gold" | "nothing";
  readonly pays: readonly Paid[];
  /** The options in a profile that it looks at. One name means one thing, whichever component has it. */
  readonly options: Readonly<Record<string, ProfileOption>>;
  /** Those that a person may ask for. */
  readonly asks: readonly NamedOption[];
  /** Other options under which it may read another text in the same trace. */
  readonly rereads: readonly RewardOptions[];
  /** Does what it earns depend on the training step, its weight's schedule aside? */
  isStepwise?(options: ComponentOptions, asked: RewardOptions): boolean;
  /** Where it is a whole reward: the names of its parts in results, paid or not. */
  readonly columns?: readonly string[];
  /**
   * What the sample earns, as one part or several; undefined where the sample lacks what the component compares with: then
   * there is no reward to speak of.
   */
  earn(
    source: RewardSource,
    options: ComponentOptions,
    asked: RewardOptions,
  ): readonly Earned[] | RewardFailure | undefined;
  /** Why no completion can be scored against this ground truth, if none can. */
  whyUnscorable?(groundTruth: Part): RewardFailure | undefined;
  /** For hundreds of thousands of samples: the numbers alone. */
  quick?(sample: Sample, options: ComponentOptions, asked: RewardOptions): ReturnType<QuickScorer>;
}

/** Scores many samples, one after the other, without telling how the numbers came about. */
export type QuickScorer = (sample: Sample) => QuickReward | RewardFailure | undefined;

/** The numbers of a reward. */
export interface QuickReward {
  readonly options: Readonly<Record<string, string>>;
  readonly step: number;
  readonly total: number;
  /** By column, in their order. */
  readonly parts: Readonly<Record<string, number>>;
}
