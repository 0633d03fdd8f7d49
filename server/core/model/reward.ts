/** The variants of ToolRL's reward; each but the first is a switch of the official scorer. */
export const toolrlVariants = [
  "default",
  "length",
  "dynamic-length",
  "equal-max",
  "two-stage",
  "dynamic-scale",
  "finegrained",
  "intermediate",
  "coarse",
] as const;

export type ToolRLVariant = (typeof toolrlVariants)[number];

/** The model families whose chat templates ToolRL's scorer takes off. */
export type ChatFamily = "qwen" | "llama";

/** What a reward may be composed of. */
export const componentNames = [
  "format",
  "toolrl-format",
  "toolrl-correctness",
  "length",
  "exact-answer",
  "verdict",
] as const;

export type ComponentName = (typeof componentNames)[number];

/**
 * How a weight changes while training goes on: `weight` up to `startStep`, from there on a straight line to `endWeight` at
 * `endStep`, and `endWeight` ever after.
 */
export interface WeightSchedule {
  readonly startStep: number;
  readonly endStep: number;
  readonly endWeight: number;
}

/** What single components can be told; each looks at its own. */
export interface ComponentOptions {
  /** toolrl-format, toolrl-correctness: the variant; `default` by default. */
  readonly variant?: ToolRLVariant;
  /** toolrl-format, toolrl-correctness: whose chat template is taken off; `qwen` by default. */
  readonly family?: ChatFamily;
  /** length: words of reasoning that earn all of it; 512 by default. */
  readonly fullLength?: number;
  /** exact-answer: the tag that holds the answer; `answer` by default. */
  readonly tag?: string;
  /** exact-answer: which of several answers counts; `last` by default. */
  readonly take?: "first" | "last";
  /** verdict: how it is read; `train` by default. */
  readonly reading?: "parsed" | "train" | "eval" | "sftFilter";
}

/** One component of a reward. What it earns is multiplied by its weight. */
export interface RewardComponent {
  readonly component: ComponentName;
  readonly weight: number;
  readonly schedule: WeightSchedule | null;
  readonly options: ComponentOptions;
}

/** The reward of a profile's traces. */
export type RewardDefinition =
  | { readonly kind: "toolrl"; readonly variant: ToolRLVariant; readonly family: ChatFamily }
  | { readonly kind: "components"; readonly components: readonly RewardComponent[] };
