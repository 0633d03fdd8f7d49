import type { Location } from "../../model/finding";
import type { Sample } from "../../model/sample";
import type { Reward, RewardPart } from "../../rewards";
import type { CallPair, CallPlace, MatchingPart, ParameterComparison, ToolRLDerivation } from "../../rewards/toolrl";
import { shorten } from "../../text/shorten";
import { textOf, type Span } from "../../text/span";
import type { CallShare, CallShares, ParameterShare } from "./breakdown";

/** So many calls of one sample are shown, and so many parameters of one call. */
export const mostCalls = 200;
export const mostParameters = 200;

/** Values are shown up to this length. */
const longestValue = 300;

/** What each call and each parameter earned; undefined where the reward does not compare calls. */
export function callShares(reward: Reward, sample: Sample): CallShares<Location> | undefined {
  const { toolrl } = reward;
  const part = correctnessOf(reward);
  if (toolrl === undefined || part === undefined) return undefined;
  return new Shares(toolrl, weightOf(toolrl, part), sample).all();
}

/** The part of the reward that pays for calls. */
export function correctnessOf({ parts }: Reward): RewardPart | undefined {
  return parts.find(({ id }) => id === "correctness" || id === "toolrl-correctness");
}

/** What a reward that is composed of components multiplies correctness with; 1 for ToolRL's own. */
export function weightOf({ correctnessPart: { min, max } }: ToolRLDerivation, part: RewardPart): number {
  return part.max === part.min ? 1 : (part.max - part.min) / (max - min);
}

/** A call's name for people. */
export function nameOfCall({ name }: CallPlace): string {
  if (name === undefined) return "without a name";
  return name.value.type === "string" ? shorten(name.value.value, 80) : `a ${name.value.type} for a name`;
}

class Shares {
  /** What one point is worth. */
  private readonly worth: number;
  private readonly paysByParts: boolean;

  constructor(
    private readonly derivation: ToolRLDerivation,
    private readonly weight: number,
    private readonly sample: Sample,
  ) {
    this.worth = (derivation.correctnessPart.matching?.perPoint ?? 0) * weight;
    this.paysByParts = derivation.variant !== "intermediate" && derivation.variant !== "coarse";
  }

  all(): CallShares<Location> {
    const { correctnessPart } = this.derivation;
    const { matching, outcome, min, truth } = correctnessPart;
    const pairs = matching?.pairs ?? [];
    const calls =
      matching === undefined
        ? [...this.wholeBlock(), ...this.spurious()]
        : [...pairs.map((pair) => this.pair(pair, matching)), ...this.spurious()];
    return {
      base: outcome === "nothing-expected" ? 0 : min * this.weight,
      perPoint: matching && this.worth,
      names: matching && { earned: matching.names.points * this.worth, possible: this.worth },
      calls: calls.slice(0, mostCalls),
      matched: pairs.filter(({ call }) => call !== undefined).length,
      expected: truth?.lines.length ?? 0,
      leftOut: Math.max(0, calls.length - mostCalls),
    };
  }

  private pair(pair: CallPair, { pairs }: MatchingPart): CallShare<Location> {
    const { truth, call, points, maxPoints, unmatched } = pair;
    const number = pairs.length > 1 ? ` ${truth.index + 1}` : "";
    return {
      kind: call === undefined ? "unanswered" : "answered",
      title: `Call${number} · ${nameOfCall(truth)}`,
      note: unmatched && `Not answered: ${unmatchedInWords[unmatched]}.`,
      earned: points * this.worth,
      possible: maxPoints * this.worth,
      place: call && this.inCompletion(call.span),
      truth: this.inTruth(truth.span),
      parameters: pair.parameters.slice(0, mostParameters).map((parameter) => this.parameter(parameter)),
    };
  }

  private parameter({ name, status, truth, call }: ParameterComparison): ParameterShare<Location> {
    const paid = this.paysByParts && status !== "extra";
    const { completion, groundTruth } = this.sample;
    return {
      name,
      status,
      earned: paid && (status === "equal" || status === "coerced") ? this.worth : 0,
      possible: paid ? this.worth : 0,
      given: call && shorten(textOf(completion.text, call.value.span), longestValue),
      expected: truth && groundTruth && shorten(textOf(groundTruth.text, truth.value.span), longestValue),
      place: call && this.inCompletion(call.value.span),
      truth: truth && this.inTruth(truth.value.span),
    };
  }

  /** All calls as one, where they were not matched one by one. */
  private wholeBlock(): CallShare<Location>[] {
    const { outcome, failure, completion, truth, min, max } = this.derivation.correctnessPart;
    if (outcome === "nothing-expected" || truth === undefined) return [];
    const note =
      outcome === "unequal"
        ? "They are not all equal to the ground truth's, in its order: the minimum."
        : `${failure?.message ?? "They cannot be read"}: the minimum.`;
    return [
      {
        kind: "block",
        title: "All calls",
        note,
        earned: 0,
        possible: (max - min) * this.weight,
        place: completion && this.inCompletion(completion.lines[0]?.span ?? completion.body),
        truth: this.inTruth(truth.body),
        parameters: [],
      },
    ];
  }

  private spurious(): CallShare<Location>[] {
    const { spurious, spuriousUnpunished } = this.derivation.correctnessPart;
    const note = spuriousUnpunished
      ? "The ground truth has no call; this one costs nothing."
      : "It answers no call of the ground truth.";
    return spurious.map((call) => ({
      kind: "spurious",
      title: `Extra call · ${nameOfCall(call)}`,
      note,
      earned: 0,
      possible: 0,
      place: this.inCompletion(call.span),
      truth: undefined,
      parameters: [],
    }));
  }

  private inCompletion(span: Span): Location {
    return { part: this.sample.completion, span };
  }

  private inTruth(span: Span): Location | undefined {
    const part = this.sample.groundTruth;
    return part && { part, span };
  }
}

const unmatchedInWords = {
  "no-such-name": "no call has that name",
  "already-matched": "the calls of that name answer earlier ones",
  "nothing-in-common": "the calls of that name have nothing in common with it",
} as const;
