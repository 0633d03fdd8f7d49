import type { JsonMember } from "../../json/jsonNode";
import type { Span } from "../../text/span";
import { Call, callsOf } from "./call";
import { nodesOf, type CallBlock } from "./calls";
import type { Evaluation, ToolRLInput, ToolRLNumbers } from "./evaluate";
import type { CallFailure, Side } from "./failure";
import { templateReasons, type Template, type TemplateReason } from "./format";
import { formatProblems, type FormatProblem } from "./formatProblems";
import type { LengthPart } from "../shared/reasoningLength";
import type { Unmatched } from "../shared/comparedCalls";
import { whyUnmatched, type Matching, type Outcome, type Pair } from "./match";
import { optimalMatching, type OptimalMatching } from "./optimal";
import { compareParameters, type ParameterComparison } from "./parameters";
import type { Bounds, Comparison, ToolRLVariant } from "./variants";

/** The reward, what it is made of, and where that stands. Spans are offsets in the texts as they were given. */
export interface ToolRLDerivation extends ToolRLNumbers {
  readonly variant: ToolRLVariant;
  readonly step: number;
  /** The part of the completion that is scored: without chat template and outer white space. */
  readonly range: Span;
  readonly formatPart: FormatPart;
  readonly correctnessPart: CorrectnessPart;
  /** Undefined where the variant does not reward length. */
  readonly lengthPart: LengthPart | undefined;
}

export interface FormatPart extends Bounds {
  readonly value: number;
  readonly template: Template;
  /** The ground truth's tags that chose the template. */
  readonly reasons: readonly TemplateReason[];
  /** Empty exactly if the template is followed. */
  readonly problems: readonly FormatProblem[];
}

/**
 * How correctness came about: `value` = (`max` − `min`) · `points` / `maxPoints` + `min`, where there are points; they are
 * `names.points` and those of all `pairs`.
 */
export interface CorrectnessPart extends Bounds {
  readonly value: number;
  readonly outcome: Outcome["kind"];
  /** For the outcome `failed`: why. */
  readonly failure: CallFailure | undefined;
  /** The calls as they were read; undefined where a text has no `<tool_call>`. */
  readonly truth: CallBlock | undefined;
  readonly completion: CallBlock | undefined;
  /** Undefined where calls were not matched (outcomes `nothing-expected`, `failed`, `unequal`). */
  readonly matching: MatchingPart | undefined;
  /** Calls of the completion that answer none of the ground truth. */
  readonly spurious: readonly CallPlace[];
  /** Do they cost nothing, since the ground truth has no call? */
  readonly spuriousUnpunished: boolean;
}

export interface MatchingPart {
  /** S. */
  readonly points: number;
  /** S_max. */
  readonly maxPoints: number;
  /** What one point is worth in reward: (`max` − `min`) / `maxPoints`. */
  readonly perPoint: number;
  /** Names of the tools: how far both lists agree, of 1 point. */
  readonly names: { readonly points: number; readonly maxPoints: 1 };
  /** One for each call of the ground truth, in its order. */
  readonly pairs: readonly CallPair[];
  readonly optimal: OptimalMatching;
}

export interface CallPlace {
  readonly side: Side;
  /** Number of the line among those read, from 0. */
  readonly index: number;
  readonly span: Span;
  readonly name: JsonMember | undefined;
  /** Its parameters as they are written; undefined where it has none. */
  readonly parameters: JsonMember | undefined;
}

/** A call of the ground truth and what answers it. */
export interface CallPair {
  readonly truth: CallPlace;
  /** The completion's call; undefined where none was found. */
  readonly call: CallPlace | undefined;
  /** Where there is none: why. */
  readonly unmatched: Unmatched | undefined;
  /** Points for the names of the parameters (under `intermediate`: for the call), of 1. */
  readonly keys: number;
  /** Points for equal values, one each. */
  readonly values: number;
  /** `keys` + `values`. */
  readonly points: number;
  readonly maxPoints: number;
  readonly parameters: readonly ParameterComparison[];
}

/** Tells how an evaluation came about. */
export function derive(evaluation: Evaluation, input: ToolRLInput): ToolRLDerivation {
  const { numbers, scheme, range, template } = evaluation;
  return {
    ...numbers,
    variant: input.variant ?? "default",
    step: input.step ?? 0,
    range,
    formatPart: {
      ...scheme.format,
      value: numbers.format,
      template,
      reasons: templateReasons(input.groundTruth),
      problems: formatProblems(input.completion, range, template),
    },
    correctnessPart: deriveCorrectness(evaluation),
    lengthPart: evaluation.length,
  };
}

function deriveCorrectness(evaluation: Evaluation): CorrectnessPart {
  const { outcome, scheme, numbers, truthBlock, completionBlock } = evaluation;
  const calls = callsOf(nodesOf(completionBlock), "completion");
  const matching = deriveMatching(evaluation, callsOf(nodesOf(truthBlock), "groundTruth"), calls);
  const matched = new Set(matching?.pairs.map((pair) => pair.call?.index));
  const unpunished = outcome.kind === "nothing-expected";
  const spurious =
    unpunished && completionBlock !== undefined
      ? completionBlock.lines.map((line, index): CallPlace => {
          const call = line.json.ok ? new Call(line.json.node, "completion", index) : undefined;
          return { side: "completion", index, span: line.span, name: call?.name, parameters: call?.parameters };
        })
      : matching === undefined
        ? []
        : calls.filter((call) => !matched.has(call.index)).map(placeOf);
  return {
    ...scheme.correctness,
    value: numbers.correctness,
    outcome: outcome.kind,
    failure: outcome.kind === "failed" ? outcome.failure : undefined,
    truth: truthBlock,
    completion: completionBlock,
    matching,
    spurious,
    spuriousUnpunished: unpunished && spurious.length > 0,
  };
}

function deriveMatching(
  { outcome, scheme }: Evaluation,
  truth: readonly Call[],
  calls: readonly Call[],
): MatchingPart | undefined {
  const equal = outcome.kind === "equal";
  if (outcome.kind !== "matched" && !equal) return undefined;
  const matching = outcome.kind === "matched" ? outcome.matching : equalMatching(truth, calls, scheme.comparison);
  const { min, max } = scheme.correctness;
  const reasonOf = whyUnmatched(matching);
  return {
    points: matching.points,
    maxPoints: matching.maxPoints,
    perPoint: (max - min) / matching.maxPoints,
    names: { points: matching.names, maxPoints: 1 },
    pairs: matching.pairs.flatMap((pair) => describePair(pair, reasonOf(pair), matching, equal)),
    optimal: equal ? { kind: "greedy-is-optimal" } : optimalMatching(matching, scheme.comparison),
  };
}

/** Equal lists, as a matching: each call with its twin, at full points. */
function equalMatching(truth: readonly Call[], calls: readonly Call[], comparison: Comparison): Matching {
  const pairs = truth.map(({ index, parameterCount = 0 }): Pair => {
    const values = comparison === "whole-calls" ? 0 : parameterCount;
    return { truth: index, call: index, keys: 1, values, maxPoints: 1 + values };
  });
  const points = pairs.reduce((sum, pair) => sum + pair.maxPoints, 1);
  return { truth, calls, names: 1, pairs, points, maxPoints: points };
}

function describePair(
  pair: Pair,
  unmatched: Unmatched | undefined,
  { truth, calls }: Matching,
  equal: boolean,
): CallPair[] {
  const expected = truth[pair.truth];
  if (expected === undefined) return [];
  const call = pair.call === undefined ? undefined : calls[pair.call];
  const { keys, values, maxPoints } = pair;
  return [
    {
      truth: placeOf(expected),
      call: call && placeOf(call),
      unmatched,
      keys,
      values,
      points: keys + values,
      maxPoints,
      parameters: call === undefined ? [] : compareParameters(expected, call, equal),
    },
  ];
}

function placeOf(call: Call): CallPlace {
  return { side: call.side, index: call.index, span: call.node.span, name: call.name, parameters: call.parameters };
}
