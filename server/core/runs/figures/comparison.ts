import type { Mean, Sentence, Share } from "./figure";

/** Two runs, or two parts of one, compared: differences are B − A. */
export interface Comparison {
  readonly a: ComparedRun;
  readonly b: ComparedRun;
  readonly sentences: readonly Sentence[];
  /** How samples pair; `nothing` if fewer than half do: then only the means are shown side by side. */
  readonly by: "id" | "prompt" | "nothing";
  readonly pairs: number;
  /** Prompts, or samples, of each run without a partner. */
  readonly unpaired: { readonly a: number; readonly b: number };
  /** Ids that stand in both runs, but for different questions: they were not paired by them. */
  readonly otherQuestions: number;
  /** Mean over pairs of B − A, the error clustered by prompt; undefined if not paired, or without rewards. */
  readonly difference: Mean | undefined;
  /** Pairs by the change of their reward. */
  readonly changed: { readonly worse: number; readonly same: number; readonly better: number } | undefined;
  /** If each prompt has one rollout: right in both, in only one, in neither, and McNemar's exact test. */
  readonly mcNemar: McNemar | undefined;
  readonly right: { readonly a: Share; readonly b: Share } | undefined;
  readonly rules: readonly ComparedShare[];
  readonly components: readonly { readonly name: string; readonly a: Mean; readonly b: Mean }[];
  /** The largest change first. */
  readonly prompts: readonly ComparedPrompt[];
}

export interface ComparedRun {
  readonly name: string;
  readonly n: number;
  readonly reward: Mean | undefined;
}

export interface McNemar {
  readonly both: number;
  readonly onlyA: number;
  readonly onlyB: number;
  readonly neither: number;
  readonly p: number;
}

/** `not clear` if the interval contains 0. */
export type Change = "better" | "worse" | "not clear";

/**
 * A share of samples in both runs. The 95 % interval of the difference is the wider of two: Newcombe's (1998, method
 * 10), and that by prompts, because rollouts of a prompt are not independent.
 */
export interface ComparedShare {
  readonly name: string;
  readonly a: Share;
  readonly b: Share;
  readonly difference: number;
  readonly interval: { readonly low: number; readonly high: number };
  readonly change: Change;
  readonly filter: string;
}

export interface ComparedPrompt {
  readonly question: string | undefined;
  /** Rows in each run's table. */
  readonly rowsA: readonly number[];
  readonly rowsB: readonly number[];
  /** Step of A's first rollout; undefined if it has none. */
  readonly step: number | undefined;
  /** The rewards of those rollouts that have one. */
  readonly rewardsA: readonly number[];
  readonly rewardsB: readonly number[];
  /** The row of each run whose rewards differ most, in the direction of the change. */
  readonly furthest: { readonly a: number; readonly b: number };
  readonly a: number;
  readonly b: number;
  readonly difference: number;
  /** The rule whose cost changed most, with the number of rollouts. */
  readonly rule: { readonly id: string; readonly cost: number; readonly rollouts: number } | undefined;
}

/** One of several runs, in a line. */
export interface RunLine extends ComparedRun {
  readonly right: Share | undefined;
}
