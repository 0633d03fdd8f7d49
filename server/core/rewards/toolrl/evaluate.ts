import { textOf, type Span } from "../../text/span";
import { hasCallTags, nodesOf, readCalls, type CallBlock, type CallLine, type CallReader } from "./calls";
import type { CallFailure, ToolRLError } from "./failure";
import { followsTemplate, type Template } from "./format";
import { GroundTruth } from "./groundTruth";
import { lengthReward, type LengthPart } from "../shared/reasoningLength";
import { matchCalls, maxComparedCharacters, type Outcome } from "./match";
import { scoredRange, type ChatFamily } from "./template";
import { schemeOf, type Bounds, type Scheme, type ToolRLVariant } from "./variants";

/** What ToolRL's reward is a function of. */
export interface ToolRLInput {
  /** The model's text, with or without its chat template. */
  readonly completion: string;
  /** The ground truth, a trace. */
  readonly groundTruth: string;
  /** `default` by default. */
  readonly variant?: ToolRLVariant;
  /** Training step, from 0, which is also the default. */
  readonly step?: number;
  /** Whose chat template may stand around the completion; `qwen` by default. */
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
  /** 0 where the variant does not reward length. */
  readonly length: number;
}

/** The numbers and all that was found on the way to them. */
export interface Evaluation {
  readonly numbers: ToolRLNumbers;
  readonly scheme: Scheme;
  readonly range: Span;
  readonly template: Template;
  readonly truthBlock: CallBlock | undefined;
  readonly completionBlock: CallBlock | undefined;
  readonly outcome: Outcome;
  readonly length: LengthPart | undefined;
}

/**
 * Scores a completion. Linear in the texts, the matching of calls aside, which is capped. Never throws.
 *
 * @param truth the input's ground truth, where it has been read before
 */
export function evaluate(
  input: ToolRLInput,
  truth = new GroundTruth(input.groundTruth),
): Evaluation | { readonly error: ToolRLError } {
  const { completion, variant = "default", step = 0, family = "qwen", reader = "train" } = input;
  // What is wrong with the ground truth stops the scorer, whatever the completion is.
  if (truth.error !== undefined) return { error: truth.error };
  const scheme = schemeOf(variant, step);
  const { block: truthBlock, template } = truth;

  const range = scoredRange(completion, family);
  const format = followsTemplate(completion, range, template) ? scheme.format.max : scheme.format.min;

  const completionBlock = readCalls(completion, range, reader);
  const outcome = compare(completion, truth, range, completionBlock, scheme, reader);
  if (outcome.kind === "too-many") return { error: tooMany(truthBlock?.body ?? { start: 0, end: 0 }) };
  const correctness = correctnessOf(outcome, scheme.correctness);

  const length = scheme.fullLength === undefined ? undefined : lengthReward(completion, range, scheme.fullLength);
  const lengthValue = length?.value ?? 0;
  const numbers = { score: format + correctness + lengthValue, format, correctness, length: lengthValue };
  return { numbers, scheme, range, template, truthBlock, completionBlock, outcome, length };
}

/** What an outcome is worth; the operations are in the official scorer's order. */
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

function compare(
  completion: string,
  truth: GroundTruth,
  range: Span,
  block: CallBlock | undefined,
  scheme: Scheme,
  reader: CallReader,
): Outcome {
  if (truth.block === undefined) return { kind: "nothing-expected" };
  const failed = (failure: CallFailure): Outcome => ({ kind: "failed", failure });
  if (block === undefined) return failed(missingTag("no-opener", "<tool_call>", range));
  if (reader === "train" && !hasCallTags(completion, range))
    return failed(missingTag("no-closer", "</tool_call>", range));
  // Often the calls are the expected ones to the letter, and need not be read: the ground truth's have been.
  if (textOf(completion, block.body) === truth.body) return { kind: "equal" };
  const bad = block.lines.findIndex((line) => !line.json.ok);
  const badLine = block.lines[bad];
  if (badLine !== undefined && !badLine.json.ok) return failed(noJson(badLine, bad));
  return matchCalls(truth.calls, nodesOf(block), scheme.comparison);
}

function missingTag(code: "no-opener" | "no-closer", tag: string, range: Span): CallFailure {
  const span = { start: range.end, end: range.end };
  return {
    code,
    message: `the ground truth has calls, but ${tag} is missing here`,
    side: "completion",
    span,
    line: undefined,
    json: undefined,
  };
}

function noJson(line: CallLine, index: number): CallFailure {
  const json = line.json.ok ? undefined : line.json.failure;
  const blank = json?.code === "empty";
  const message = blank
    ? "a blank line between calls is not JSON for the reward (evaluation skips it)"
    : `the line is not valid JSON: ${json?.message ?? ""}`;
  const span = blank ? line.span : (json?.span ?? line.span);
  return { code: "no-json", message, side: "completion", span, line: index, json };
}

function tooMany(span: Span): ToolRLError {
  const message =
    `Not scored: the calls of the same name are so many that comparing them all would take more than ${maxComparedCharacters} characters. ` +
    "Check whether the completion repeats itself.";
  return { code: "too-many-calls", message, span, exception: undefined, json: undefined };
}
