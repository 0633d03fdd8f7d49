import type { Span } from "../../text/span";
import type { OfficialCallBlock, CallReader } from "./calls";
import { LastRead } from "./completion";
import type { ToolRLError } from "./failure";
import type { Template } from "./format";
import { lengthReward, type LengthPart } from "../shape/reasoningLength";
import { maxComparedCharacters, type Outcome } from "./match";
import type { ChatFamily } from "./template";
import { schemeOf, type Bounds, type Scheme, type ToolRLVariant } from "./variants";

/** The input of ToolRL's reward. */
export interface ToolRLInput {
  /** The model's text, with or without its chat template. */
  readonly completion: string;
  /** The ground truth, a trace. */
  readonly groundTruth: string;
  /** `default` by default. */
  readonly variant?: ToolRLVariant;
  /** Training step, from 0, which is the default. */
  readonly step?: number;
  /** The family whose chat template may surround the completion; `qwen` by default. */
  readonly family?: ChatFamily;
  /** Who reads the completion's calls; `train` by default. The ground truth is always read as in training. */
  readonly reader?: CallReader;
}

/** The reward and its components. */
export interface ToolRLNumbers {
  /** Sum of the three components. */
  readonly score: number;
  readonly format: number;
  readonly correctness: number;
  /** 0 if the variant does not reward length. */
  readonly length: number;
}

/** The numbers, and everything found while computing them. */
export interface Evaluation {
  readonly numbers: ToolRLNumbers;
  readonly scheme: Scheme;
  readonly range: Span;
  readonly template: Template;
  readonly truthBlock: OfficialCallBlock | undefined;
  readonly completionBlock: OfficialCallBlock | undefined;
  readonly outcome: Outcome;
  readonly length: LengthPart | undefined;
}

/**
 * Scores a completion. Linear in the texts, apart from the matching of calls, which is capped. Never throws.
 *
 * @param read keeps what was read last, for scoring many completions
 */
export function evaluate(input: ToolRLInput, read = new LastRead()): Evaluation | { readonly error: ToolRLError } {
  const { variant = "default", step = 0, family = "qwen", reader = "train" } = input;
  const truth = read.truth(input.groundTruth);
  // A mistake in the ground truth stops the scorer, whatever the completion is.
  if (truth.error !== undefined) return { error: truth.error };
  const scheme = schemeOf(variant, step);
  const { block: truthBlock, template } = truth;

  const completion = read.completion(input.completion, family, reader);
  const { range, block: completionBlock } = completion;
  const format = completion.follows(template) ? scheme.format.max : scheme.format.min;

  const outcome = completion.compared(truth, scheme.comparison);
  if (outcome.kind === "too-many") return { error: tooMany(truthBlock?.body ?? { start: 0, end: 0 }) };
  const correctness = correctnessOf(outcome, scheme.correctness);

  const length = scheme.fullLength === undefined ? undefined : lengthReward(input.completion, range, scheme.fullLength);
  const lengthValue = length?.value ?? 0;
  const numbers = { score: format + correctness + lengthValue, format, correctness, length: lengthValue };
  return { numbers, scheme, range, template, truthBlock, completionBlock, outcome, length };
}

/** The reward for an outcome. The operations are in the official scorer's order. */
export function correctnessOf(outcome: Outcome, { min, max }: Bounds): number {
  switch (outcome.kind) {
    case "nothing-expected":
      return 0;
    case "equal":
      return max;
    case "matched":
      return ((max - min) * outcome.matching.points) / outcome.matching.maxPoints + min;
    default:
      return min;
  }
}

function tooMany(span: Span): ToolRLError {
  const message =
    `Not scored: the calls of the same name are so many that comparing them all would take more than ${maxComparedCharacters} characters. ` +
    "Check whether the completion repeats itself.";
  return { code: "too-many-calls", message, span, exception: undefined, json: undefined };
}
