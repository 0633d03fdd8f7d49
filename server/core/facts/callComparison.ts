import { member, type JsonNode } from "../json/jsonNode";
import type { Location } from "../model/finding";
import { isFailure, rewardOf, type RewardResult, type RewardSource } from "../rewards";
import type {
  CallBlock,
  CallPair,
  CallPlace,
  MatchingPart,
  ParameterComparison,
  ToolRLDerivation,
} from "../rewards/toolrl";
import type { Span } from "../text/span";

/** A source of rewards whose own one is known. */
export interface RewardedSource extends RewardSource {
  readonly reward: RewardResult | undefined;
}

/** One parameter of a call and of the ground truth's call that it answers. */
export interface ComparedParameter {
  readonly pair: CallPair & { readonly call: CallPlace };
  readonly parameter: ParameterComparison;
  /** What this costs of the reward; undefined where the profile's variant does not pay by parameters. */
  readonly cost: number | undefined;
}

/** A call of the ground truth that nothing answers. */
export interface MissingCall {
  readonly pair: CallPair;
  /** A call of the same tool that has nothing in common with it. */
  readonly instead: CallPlace | undefined;
}

/** A call of another tool than the one that is due in its place. */
export interface WrongTool {
  /** The call that is due. */
  readonly pair: CallPair;
  readonly call: CallPlace;
}

/**
 * The completion's calls held against those of the ground truth, as ToolRL's reward matches them under `default`.
 *
 * Each fault is told in one place: a call of the ground truth that nothing answers and a call that answers nothing are,
 * where neither's tool is called on the other side, one call of the wrong tool.
 */
export class CallComparison {
  readonly missing: readonly MissingCall[];
  readonly wrongTool: readonly WrongTool[];
  readonly spurious: readonly CallPlace[];

  private constructor(
    private readonly source: RewardedSource,
    readonly derivation: ToolRLDerivation,
    /** What a point is worth in the profile's own reward; undefined where its variant does not pay by points. */
    private readonly perPoint: number | undefined,
  ) {
    const { matching, spurious } = derivation.correctnessPart;
    const left = new Set(matching === undefined ? [] : spurious);
    const pairs = matching?.pairs ?? [];
    const expected = new Set(pairs.map(({ truth }) => nameOf(truth)));
    const foreign = [...left].filter((call) => !expected.has(nameOf(call))).reverse();
    const sameNamed = new Map<string, CallPlace[]>();
    for (const call of [...left].reverse()) {
      const group = sameNamed.get(nameOf(call));
      if (group === undefined) sameNamed.set(nameOf(call), [call]);
      else group.push(call);
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
      const call = candidates?.pop();
      if (call !== undefined) left.delete(call);
      if (noSuchName && call !== undefined) wrongTool.push({ pair, call });
      else missing.push({ pair, instead: call });
    }
    this.missing = missing;
    this.wrongTool = wrongTool;
    this.spurious = [...left];
  }

  /** Undefined where the profile has no calls or its reward is another one, or where there is nothing to compare. */
  static of(source: RewardedSource): CallComparison | undefined {
    const { profile, reward: own } = source;
    if (profile.calls === null || own === undefined || isFailure(own) || own.toolrl === undefined) return undefined;
    if (paysByParts(own.toolrl)) {
      // A reward from components weighs correctness in its own way.
      const perPoint = profile.reward?.kind === "toolrl" ? own.toolrl.correctnessPart.matching?.perPoint : undefined;
      return new CallComparison(source, own.toolrl, perPoint);
    }
    const matched = rewardOf(source, { variant: "default" });
    if (matched === undefined || isFailure(matched) || matched.toolrl === undefined) return undefined;
    return new CallComparison(source, matched.toolrl, undefined);
  }

  get matching(): MatchingPart | undefined {
    return this.derivation.correctnessPart.matching;
  }

  /** The parameters of all calls that were matched. */
  get parameters(): readonly ComparedParameter[] {
    return (this.matching?.pairs ?? []).flatMap((pair) => {
      const { call } = pair;
      if (call === undefined) return [];
      const count = (...some: ParameterComparison["status"][]): number =>
        pair.parameters.filter(({ status }) => some.includes(status)).length;
      const common = count("equal", "coerced", "different");
      const union = pair.parameters.length;
      const points: Readonly<Record<ParameterComparison["status"], number>> = {
        equal: 0,
        coerced: 0,
        different: 1,
        // Its value, and one name more in common.
        missing: 1 + 1 / union,
        extra: union < 2 ? 0 : common / (union - 1) - common / union,
      };
      return pair.parameters.map((parameter) => ({
        pair: { ...pair, call },
        parameter,
        cost: this.worth(points[parameter.status]),
      }));
    });
  }

  /** What that many points are worth. */
  worth(points: number): number | undefined {
    return this.perPoint === undefined ? undefined : this.perPoint * points;
  }

  /** What a call that answers nothing costs: the names of the tools agree less. */
  costOfSpurious(): number | undefined {
    const { matching } = this;
    if (matching === undefined) return undefined;
    const calls = this.derivation.correctnessPart.completion?.lines.length ?? 0;
    const both = matching.pairs.length + calls;
    const names = matching.names.points;
    const common = (names * both) / (1 + names);
    return this.worth(both - 1 - common <= 0 ? 0 : common / (both - 1 - common) - names);
  }

  inCompletion(span: Span): Location {
    return { part: this.source.sample.completion, span };
  }

  /** A place in the ground truth; undefined where the sample has none, which cannot be here. */
  inGroundTruth(span: Span, message: string): readonly (Location & { message: string })[] {
    const part = this.source.sample.groundTruth;
    return part === undefined ? [] : [{ part, span, message }];
  }

  /** Where the parameters of a call stand; the call where it has none. */
  parametersSpan(place: CallPlace): Span {
    return this.parametersOf(place)?.span ?? place.span;
  }

  /** The parameters of a call as they are written; undefined where it has none. */
  parametersOf(place: CallPlace): JsonNode | undefined {
    const { completion, truth } = this.derivation.correctnessPart;
    const node = nodeOf(place.side === "completion" ? completion : truth, place.index);
    return node?.type === "object" ? member(node, "parameters")?.value : undefined;
  }
}

/** A call's name for messages. */
export function nameOf({ name }: CallPlace): string {
  if (name === undefined) return "";
  return name.value.type === "string"
    ? name.value.value
    : JSON.stringify(String((name.value as { value?: unknown }).value));
}

function nodeOf(block: CallBlock | undefined, index: number): JsonNode | undefined {
  const json = block?.lines[index]?.json;
  return json?.ok === true ? json.node : undefined;
}

function paysByParts({ variant }: ToolRLDerivation): boolean {
  return variant !== "finegrained" && variant !== "intermediate" && variant !== "coarse";
}
