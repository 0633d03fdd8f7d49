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

export function isToolRLVariant(name: string): name is ToolRLVariant {
  return (toolrlVariants as readonly string[]).includes(name);
}

/** Whether the variant changes with the training step. */
export function isStepwise(variant: ToolRLVariant): boolean {
  return variant === "dynamic-length" || variant === "two-stage" || variant === "dynamic-scale";
}

/** The most and the least that a component may be. */
export interface Bounds {
  readonly min: number;
  readonly max: number;
}

/**
 * How calls are compared.
 *
 * - `parts`: names as multisets; for each call the parameters' names as sets, and each value.
 * - `ordered-parts`: names, and parameters' names, are equal as lists, or count nothing.
 * - `whole-calls`: names as multisets; each call is wholly equal, or counts nothing.
 * - `all-or-nothing`: the lists of calls are equal, or not.
 */
export type Comparison = "parts" | "ordered-parts" | "whole-calls" | "all-or-nothing";

/** What a variant means at one step of training. */
export interface Scheme {
  readonly format: Bounds;
  readonly correctness: Bounds;
  readonly comparison: Comparison;
  /** Words of reasoning that earn the full length reward; undefined if length is not rewarded. */
  readonly fullLength: number | undefined;
}

/** What the variants are, in the terms of the scorer and of the paper (ToolRL, sections 3.3 and 5). */
export const variantDescriptions: Readonly<Record<ToolRLVariant, string>> = {
  default: "Format 0 or 1 and correctness from -3 to 3.",
  length: "Length reward (WITHLENGTH): up to 1 more, in full from 512 words of reasoning on.",
  "dynamic-length": "Dynamic length (SCHEDULELENGTH): as length, but 384 words at step 0 and 256 more every 105 steps.",
  "equal-max": "Equal max (CORRECTMAX1): correctness from -1 to 1.",
  "two-stage": "Two stage (MAX1STEP30MAX3): correctness from -1 to 1 before step 30; format 0 or 0.5 from step 30 on.",
  "dynamic-scale":
    "Dynamic scale (SCHEDULEREWARD): format shrinks from ±2 to ±1 while correctness grows from ±2 to ±3, over 150 steps.",
  finegrained:
    "Finegrained (REFINEDREWARD): names of tools and of parameters count only if all are the same, in order.",
  intermediate: "Intermediate (INTERMEDIATEREWARD): a call counts only if it is wholly equal.",
  coarse: "Coarse (COARSEREWARD): all calls equal, or the minimum.",
};

const format: Bounds = { min: 0, max: 1 };
const correctness: Bounds = { min: -3, max: 3 };
const base: Scheme = { format, correctness, comparison: "parts", fullLength: undefined };

/** The schemes of the variants that are the same at every step. */
const steady: { readonly [V in ToolRLVariant]?: Scheme } = {
  default: base,
  length: { ...base, fullLength: 512 },
  "equal-max": { ...base, correctness: { min: -1, max: 1 } },
  finegrained: { ...base, comparison: "ordered-parts" },
  intermediate: { ...base, comparison: "whole-calls" },
  coarse: { ...base, comparison: "all-or-nothing" },
};

/** The scheme of a variant at a training step (from 0). The arithmetic is the official scorer's, operation by operation. */
export function schemeOf(variant: ToolRLVariant, step: number): Scheme {
  const same = steady[variant];
  if (same !== undefined) return same;
  switch (variant) {
    case "dynamic-length":
      return { ...base, fullLength: (256 * step) / 105 + 384 };
    case "two-stage":
      return step < 30
        ? { ...base, correctness: { min: correctness.min / 3, max: correctness.max / 3 } }
        : { ...base, format: { min: format.min / 2, max: format.max / 2 } };
    case "dynamic-scale":
      return {
        ...base,
        format: { min: Math.min(-2 + (2 * step) / 150, -1), max: Math.max(2 - step / 150, 1) },
        correctness: { min: Math.max(-step / 150 - 2, -3), max: Math.min(step / 150 + 2, 3) },
      };
    default:
      return base;
  }
}
