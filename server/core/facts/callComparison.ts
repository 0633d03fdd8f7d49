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

/** A source of rewards whose own one is known. */
export interface RewardedSource extends RewardSource {
  readonly reward: RewardResult | undefined;
}

/** One argument of a call and of the ground truth's call that it answers. */
export interface AnsweredArgument {
  readonly pair: ComparedPair & { readonly call: ComparedCall };
  readonly argument: ComparedArgument;
}

/** A call of the ground truth that nothing answers. */
export interface MissingCall {
  readonly pair: ComparedPair;
  /** A call of the same tool that has nothing in common with it. */
  readonly instead: ComparedCall | undefined;
}

/** A call of another tool than the one that is due in its place. */
export interface WrongTool {
  /** The call that is due. */
  readonly pair: ComparedPair;
  readonly call: ComparedCall;
}

/**
 * The completion's calls held against those of the ground truth, one by one, as the reward that is shown compares them. What
 * each fault costs is that reward's word; undefined where it does not pay so.
 *
 * Each fault is told in one place: a call of the ground truth that nothing answers and a call that answers nothing are,
 * where neither's tool is called on the other side, one call of the wrong tool.
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
   * Undefined where the profile has no calls or its reward compares none, where there is nothing to compare, and where the
   * calls are the ground truth's to the letter.
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

  /** A place in the ground truth; undefined where the sample has none, which cannot be here. */
  inGroundTruth(span: Span, message: string): readonly (Location & { message: string })[] {
    const part = this.source.sample.groundTruth;
    return part === undefined ? [] : [{ part, span, message }];
  }
}

/** Where the arguments of a call stand; the call where it has none. */
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
