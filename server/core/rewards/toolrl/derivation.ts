import type { JsonMember } from "../../json/jsonNode";
import type { Span } from "../../text/span";
import { OfficialCall, callsOf } from "./call";
import { nodesOf, type OfficialCallBlock } from "./calls";
import type { Evaluation, ToolRLInput, ToolRLNumbers } from "./evaluate";
import type { CallFailure, Side } from "./failure";
import { templateReasons, type Template, type TemplateReason } from "./format";
import { formatProblems, type FormatProblem } from "./formatProblems";
import type { LengthPart } from "../shape/reasoningLength";
import type { Unmatched } from "../shape/comparedCalls";
import { whyUnmatched, type Matching, type Outcome, type Pair } from "./match";
import { optimalMatching, type OptimalMatching } from "./optimal";
import { compareParameters, type ParameterComparison } from "./parameters";
import type { Bounds, Comparison, Scheme, ToolRLVariant } from "./variants";

/** The reward, its components, and their places. Spans are offsets in the given texts. */
export interface ToolRLDerivation extends ToolRLNumbers {
  readonly variant: ToolRLVariant;
  readonly step: number;
  /** The scored part of the completion: without chat template and outer white space. */
  readonly range: Span;
  readonly formatPart: FormatPart;
  readonly correctnessPart: CorrectnessPart;
  /** Undefined if the variant does not reward length. */
  readonly lengthPart: LengthPart | undefined;
}

export interface FormatPart extends Bounds {
  readonly value: number;
  readonly template: Template;
  /** The ground truth's tags that chose the template. */
  readonly reasons: readonly TemplateReason[];
  /** Empty exactly if the completion follows the template. */
  readonly problems: readonly FormatProblem[];
}

/**
 * How correctness came about: `value` = (`max` − `min`) · `points` / `maxPoints` + `min`, if there are points; those
 * are `names.points` plus the points of all `pairs`.
 */
export interface CorrectnessPart extends Bounds {
  readonly value: number;
  readonly outcome: Outcome["kind"];
  /** Whether the calls are exactly the ground truth's. */
  readonly identical: boolean;
  /** The reason for the outcome `failed`. */
  readonly failure: CallFailure | undefined;
  /** The calls as read; undefined if a text has no `<tool_call>`. */
  readonly truth: OfficialCallBlock | undefined;
  readonly completion: OfficialCallBlock | undefined;
  /** Undefined if calls were not matched (outcomes `nothing-expected`, `failed`, `unequal`). */
  readonly matching: MatchingPart | undefined;
  /** Calls of the completion that match none of the ground truth. */
  readonly spurious: readonly CallPlace[];
  /** Whether they cost nothing because the ground truth has no call. */
  readonly spuriousUnpunished: boolean;
}

export interface MatchingPart {
  /** S. */
  readonly points: number;
  /** S_max. */
  readonly maxPoints: number;
  /** What one point is worth in reward: (`max` − `min`) / `maxPoints`. */
  readonly perPoint: number;
  /** Names of the tools: how far both lists agree, with 1 point at most. */
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
  /** Its parameters as written; undefined if it has none. */
  readonly parameters: JsonMember | undefined;
}

/** A call of the ground truth and the call that matches it. */
export interface CallPair {
  readonly truth: CallPlace;
  /** The completion's call; undefined if none was found. */
  readonly call: CallPlace | undefined;
  /** Why there is no call. */
  readonly unmatched: Unmatched | undefined;
  /** Points for the names of the parameters (under `intermediate`: for the call), 1 at most. */
  readonly keys: number;
  /** Points for equal values, one each. */
  readonly values: number;
  /** `keys` + `values`. */
  readonly points: number;
  readonly maxPoints: number;
  readonly parameters: readonly ParameterComparison[];
}

/** Explains how an evaluation came about. Rarely used values are computed on first use. */
export function derive(evaluation: Evaluation, input: ToolRLInput): ToolRLDerivation {
  const { score, format, correctness, length } = evaluation.numbers;
  return {
    score,
    format,
    correctness,
    length,
    variant: input.variant ?? "default",
    step: input.step ?? 0,
    range: evaluation.range,
    formatPart: new DerivedFormat(evaluation, input),
    correctnessPart: new DerivedCorrectness(evaluation),
    lengthPart: evaluation.length,
  };
}

class DerivedFormat implements FormatPart {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly template: Template;
  private reasonsMade: FormatPart["reasons"] | undefined;
  private problemsMade: FormatPart["problems"] | undefined;

  constructor(
    private readonly evaluation: Evaluation,
    private readonly input: ToolRLInput,
  ) {
    const { scheme, numbers, template } = evaluation;
    this.value = numbers.format;
    this.min = scheme.format.min;
    this.max = scheme.format.max;
    this.template = template;
  }

  get reasons(): FormatPart["reasons"] {
    return (this.reasonsMade ??= templateReasons(this.input.groundTruth));
  }

  get problems(): FormatPart["problems"] {
    return (this.problemsMade ??= formatProblems(this.input.completion, this.evaluation.range, this.template));
  }
}

class DerivedCorrectness implements CorrectnessPart {
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly outcome: Outcome["kind"];
  readonly identical: boolean;
  readonly failure: CallFailure | undefined;
  readonly truth: OfficialCallBlock | undefined;
  readonly completion: OfficialCallBlock | undefined;
  private callsRead: readonly OfficialCall[] | undefined;
  private matchingMade: { readonly part: MatchingPart | undefined } | undefined;
  private spuriousMade: readonly CallPlace[] | undefined;

  constructor(private readonly evaluation: Evaluation) {
    const { outcome, scheme, numbers, truthBlock, completionBlock } = evaluation;
    this.value = numbers.correctness;
    this.min = scheme.correctness.min;
    this.max = scheme.correctness.max;
    this.outcome = outcome.kind;
    this.identical = outcome.kind === "equal" && outcome.toTheLetter;
    this.failure = outcome.kind === "failed" ? outcome.failure : undefined;
    this.truth = truthBlock;
    this.completion = completionBlock;
  }

  get matching(): MatchingPart | undefined {
    return (this.matchingMade ??= { part: this.match() }).part;
  }

  get spurious(): readonly CallPlace[] {
    return (this.spuriousMade ??= this.findSpurious());
  }

  get spuriousUnpunished(): boolean {
    return this.outcome === "nothing-expected" && this.spurious.length > 0;
  }

  private get calls(): readonly OfficialCall[] {
    return (this.callsRead ??= callsOf(nodesOf(this.completion), "completion"));
  }

  private match(): MatchingPart | undefined {
    const { outcome, scheme } = this.evaluation;
    if (outcome.kind === "matched") return new DerivedMatching(outcome.matching, scheme, false);
    if (outcome.kind !== "equal") return undefined;
    const truth = callsOf(nodesOf(this.truth), "groundTruth");
    return new DerivedMatching(equalMatching(truth, this.calls, scheme.comparison), scheme, true);
  }

  private findSpurious(): readonly CallPlace[] {
    if (this.outcome === "nothing-expected") {
      return (this.completion?.lines ?? []).map((line, index): CallPlace => {
        const call = line.json.ok ? new OfficialCall(line.json.node, "completion", index) : undefined;
        return { side: "completion", index, span: line.span, name: call?.name, parameters: call?.parameters };
      });
    }
    if (this.matching === undefined) return [];
    const matched = new Set(this.matching.pairs.map((pair) => pair.call?.index));
    return this.calls.filter((call) => !matched.has(call.index)).map(placeOf);
  }
}

class DerivedMatching implements MatchingPart {
  readonly points: number;
  readonly maxPoints: number;
  readonly perPoint: number;
  readonly names: MatchingPart["names"];
  private pairsMade: readonly CallPair[] | undefined;
  private optimalMade: OptimalMatching | undefined;

  /** @param equal whether the lists are equal as wholes */
  constructor(
    private readonly matching: Matching,
    private readonly scheme: Scheme,
    private readonly equal: boolean,
  ) {
    const { min, max } = scheme.correctness;
    this.points = matching.points;
    this.maxPoints = matching.maxPoints;
    this.perPoint = (max - min) / matching.maxPoints;
    this.names = { points: matching.names, maxPoints: 1 };
  }

  get pairs(): readonly CallPair[] {
    return (this.pairsMade ??= this.describePairs());
  }

  get optimal(): OptimalMatching {
    return (this.optimalMade ??= this.equal
      ? { kind: "greedy-is-optimal" }
      : optimalMatching(this.matching, this.scheme.comparison));
  }

  private describePairs(): readonly CallPair[] {
    const { matching, equal } = this;
    const reasonOf = whyUnmatched(matching);
    return matching.pairs.flatMap((pair) => describePair(pair, reasonOf(pair), matching, equal));
  }
}

/** Equal lists as a matching: each call with its twin, at full points. */
function equalMatching(
  truth: readonly OfficialCall[],
  calls: readonly OfficialCall[],
  comparison: Comparison,
): Matching {
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

function placeOf(call: OfficialCall): CallPlace {
  return { side: call.side, index: call.index, span: call.node.span, name: call.name, parameters: call.parameters };
}
