import type { ToolRLVariant } from "../model/reward";
import { isFailure, type Reward, type RewardOptions, type RewardResult, type RewardSource } from "./shared/reward";
import { rewardOf } from "./rewardOf";
import { schemeOf, toolrlVariants, type ToolRLDerivation } from "./toolrl";

/** Rewards that are this near count as equal: runs log them as 32-bit floats, or rounded to four decimals. */
export const recordedTolerance = 1e-4;
/** Where no step is recorded, `dynamic-scale` is looked at up to this one, from which on it no longer changes. */
const lastStep = 150;

/** A reward that was recorded and is not the computed one. */
export interface RecordedDifference {
  readonly recorded: number;
  readonly computed: number;
  /** What gives the recorded reward; undefined where nothing that we know does. */
  readonly explanation: Explanation | undefined;
}

export type Explanation =
  | { readonly kind: "variant"; readonly variant: ToolRLVariant; readonly step: number }
  | { readonly kind: "reader"; readonly reader: "eval" }
  | { readonly kind: "reading"; readonly reading: "parsed" | "train" | "eval" | "sftFilter" };

/**
 * Holds another score of a sample, recorded or by a team's own scorer, against its reward: {@link compareRecorded}.
 *
 * @param options those by which the reward was computed
 */
export function compareScore(
  other: number,
  source: RewardSource,
  reward: Reward,
  options: RewardOptions = {},
): RecordedDifference | undefined {
  const stepIsKnown = (source.sample.attributes.step ?? options.step) !== undefined;
  return compareRecorded(other, reward, stepIsKnown, (changed) => rewardOf(source, { ...options, ...changed }));
}

/**
 * Holds a recorded reward against the computed one; undefined where they agree.
 *
 * Looked at are: ToolRL's other variants at the sample's step (where none is known: those that do not change with it, and
 * the others at step 0, `two-stage` also at 30, `dynamic-scale` at each), the evaluation's way of reading calls, and the
 * other readings of a verdict.
 *
 * @param rescore the reward of the same sample under other options
 * @param stepIsKnown does the sample say at which step it was scored, or was the step asked for?
 */
export function compareRecorded(
  recorded: number,
  reward: Reward,
  stepIsKnown: boolean,
  rescore: (options: RewardOptions) => RewardResult | undefined,
): RecordedDifference | undefined {
  const computed = reward.total;
  if (near(recorded, computed)) return undefined;
  // Many logs write a judge's reward as 1 and 0.
  if (reward.verdict !== undefined && reward.parts.length === 1 && recorded === 0 && computed === -1) return undefined;
  return { recorded, computed, explanation: explain(recorded, reward, stepIsKnown, rescore) };
}

/** The explanation in words, to follow "The recorded reward is …": "the variant length gives it". */
export function describeExplanation(explanation: Explanation): string {
  switch (explanation.kind) {
    case "variant": {
      const atStep = isStepwise(explanation.variant) ? ` at step ${explanation.step}` : "";
      return `the variant ${explanation.variant}${atStep} gives it`;
    }
    case "reader":
      return "reading the calls as the evaluation scripts do gives it";
    case "reading":
      return `the reading ${explanation.reading} of the verdict gives it`;
  }
}

function near(a: number, b: number): boolean {
  return Math.abs(a - b) <= recordedTolerance;
}

function isStepwise(variant: ToolRLVariant): boolean {
  return variant === "dynamic-length" || variant === "two-stage" || variant === "dynamic-scale";
}

function explain(
  recorded: number,
  reward: Reward,
  stepIsKnown: boolean,
  rescore: (options: RewardOptions) => RewardResult | undefined,
): Explanation | undefined {
  const { toolrl, verdict } = reward;
  const gives = (options: RewardOptions): boolean => {
    const other = rescore(options);
    return other !== undefined && !isFailure(other) && near(other.total, recorded);
  };
  if (toolrl !== undefined) {
    for (const variant of toolrlVariants) {
      const steps = stepIsKnown || !isStepwise(variant) ? [reward.step] : stepsOf(variant, recorded, toolrl);
      const step = steps.find((at) => gives({ variant, step: at }));
      if (step !== undefined && !(variant === toolrl.variant && step === toolrl.step)) {
        return { kind: "variant", variant, step };
      }
    }
    if (gives({ reader: "eval" })) return { kind: "reader", reader: "eval" };
  }
  if (verdict !== undefined && reward.parts.length === 1) {
    for (const reading of ["parsed", "eval", "train", "sftFilter"] as const) {
      const value = verdict.readings[reading].verdict === verdict.gold ? 1 : -1;
      if (reading !== verdict.reading && near(value, recorded)) return { kind: "reading", reading };
    }
  }
  return undefined;
}

/** The steps at which a variant may give the recorded reward. */
function stepsOf(variant: ToolRLVariant, recorded: number, toolrl: ToolRLDerivation): number[] {
  if (variant === "two-stage") return [0, 30];
  if (variant !== "dynamic-scale") return [0];
  // Scoring anew at each step would be slow; what is earned of format and correctness is the same at all of them.
  const { formatPart, correctnessPart } = toolrl;
  const follows = formatPart.problems.length === 0;
  const { min, max, value, outcome } = correctnessPart;
  const share = outcome === "nothing-expected" || max === min ? 0 : (value - min) / (max - min);
  const steps: number[] = [];
  for (let step = 0; step <= lastStep; step++) {
    const scheme = schemeOf("dynamic-scale", step);
    const correctness =
      outcome === "nothing-expected"
        ? 0
        : (scheme.correctness.max - scheme.correctness.min) * share + scheme.correctness.min;
    const format = follows ? scheme.format.max : scheme.format.min;
    if (near(format + correctness, recorded)) steps.push(step);
  }
  return steps;
}
