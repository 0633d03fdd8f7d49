import type { Location } from "../model/finding";
import {
  isFailure,
  type ComparedArgument,
  type ComparedCall,
  type ComparedCalls,
  type ComparedPair,
  type RewardPart,
  type RewardResult,
  type RewardSource,
} from "../rewards";
import type { Span } from "../text/span";

/** A source of a reward that is known. */
export interface RewardedSource extends RewardSource {
  readonly reward: RewardResult | undefined;
}

/** One argument of a call and of the ground truth's call that it matches. */
export interface AnsweredArgument {
  readonly pair: ComparedPair & { readonly call: ComparedCall };
  readonly argument: ComparedArgument;
}

/** A call of the ground truth that no call matches. */
export interface MissingCall {
  readonly pair: ComparedPair;
  /** A call of the same tool that has nothing in common with it. */
  readonly instead: ComparedCall | undefined;
}

/** A call of a different tool than the one that is expected in its place. */
export interface WrongTool {
  /** The expected call. */
  readonly pair: ComparedPair;
  readonly call: ComparedCall;
}

/**
 * The completion's calls compared one by one with those of the ground truth, as the shown reward compares them. That
 * reward decides what each fault costs; undefined if it does not pay that way.
 *
 * Each fault is reported once: an unmatched call of the ground truth and an unmatched call of the completion count as
 * one call of the wrong tool, if neither's tool is called on the other side.
 */
export class CallComparison {
  readonly missing: readonly MissingCall[];
  readonly wrongTool: readonly WrongTool[];
  readonly spurious: readonly { readonly call: ComparedCall; readonly cost: number | undefined }[];

  private constructor(
    private readonly source: RewardedSource,
    /** The part of the reward that pays for calls. */
    readonly paid: RewardPart,
    readonly calls: ComparedCalls,
  ) {
    const { pairs, spurious } = calls;
    const matched = calls.perPoint !== undefined;
    const left = new Set(matched ? spurious : []);
    const expected = new Set(pairs.map(({ truth }) => nameOf(truth)));
    const foreign = [...left].filter(({ call }) => !expected.has(nameOf(call))).reverse();
    const sameNamed = new Map<string, (typeof spurious)[number][]>();
    for (const one of [...left].reverse()) {
      const group = sameNamed.get(nameOf(one.call));
      if (group === undefined) sameNamed.set(nameOf(one.call), [one]);
      else group.push(one);
    }
    const missing: MissingCall[] = [];
    const wrongTool: WrongTool[] = [];
    for (const pair of pairs) {
      if (pair.call !== undefined) continue;
      const noSuchName = pair.unmatched === "no-such-name";
      const candidates = noSuchName
        ? foreign
        : pair.unmatched === "nothing-in-common"
          ? sameNamed.get(nameOf(pair.truth))
          : [];
      const taken = candidates?.pop();
      if (taken !== undefined) left.delete(taken);
      if (noSuchName && taken !== undefined) wrongTool.push({ pair, call: taken.call });
      else missing.push({ pair, instead: taken?.call });
    }
    this.missing = missing;
    this.wrongTool = wrongTool;
    this.spurious = [...left];
  }

  /**
   * Undefined if the profile has no calls or its reward compares none, if there is nothing to compare, or if the calls
   * are exactly the ground truth's.
   */
  static of(source: RewardedSource): CallComparison | undefined {
    const { profile, reward } = source;
    if (profile.calls === null || reward === undefined || isFailure(reward)) return undefined;
    const paid = reward.parts.find(({ calls }) => calls !== undefined);
    if (paid?.calls?.identical === true) return undefined;
    const calls = paid?.calls?.oneByOne;
    return paid === undefined || calls === undefined ? undefined : new CallComparison(source, paid, calls);
  }

  /** The arguments of all calls that were matched. */
  get arguments(): readonly AnsweredArgument[] {
    return this.calls.pairs.flatMap((pair) => {
      const { call } = pair;
      return call === undefined ? [] : pair.arguments.map((argument) => ({ pair: { ...pair, call }, argument }));
    });
  }

  inCompletion(span: Span): Location {
    return { part: this.source.sample.completion, span };
  }

  /** A place in the ground truth; undefined if the sample has none, which cannot happen here. */
  inGroundTruth(span: Span, message: string): readonly (Location & { message: string })[] {
    const part = this.source.sample.groundTruth;
    return part === undefined ? [] : [{ part, span, message }];
  }
}

/** The place of a call's arguments; the call itself if it has none. */
export function argumentsSpan(call: ComparedCall): Span {
  return call.arguments?.span ?? call.span;
}

/** A call's name for messages. */
export function nameOf({ name }: ComparedCall): string {
  if (name === undefined) return "";
  return name.value.type === "string"
    ? name.value.value
    : JSON.stringify(String((name.value as { value?: unknown }).value));
}
