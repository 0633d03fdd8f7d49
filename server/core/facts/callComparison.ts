import type { Call } from "../dialects/sampleCalls";
import type { JsonMember, JsonNode } from "../json/jsonNode";
import { readJson } from "../json/readJson";
import type { Location } from "../model/finding";
import type { Part, Sample } from "../model/sample";
import {
  expectedCalls,
  isFailure,
  paysFor,
  tooMany,
  unpaidCalls,
  type ComparedArgument,
  type ComparedCall,
  type ComparedCalls,
  type ComparedPair,
  type Expected,
  type ExpectedCall,
  type RewardPart,
  type RewardResult,
  type RewardSource,
} from "../rewards";
import type { Span } from "../text/span";

/** A source of a reward that is known. */
export interface RewardedSource extends RewardSource {
  readonly reward: RewardResult | undefined;
  /** The calls of a text, in order. */
  calls(part: Part): readonly Call[];
  /** The calls that the turns before the trace made. */
  readonly earlierCalls: readonly Call[];
  /** Does the completion hold something that is to be a call and cannot be read as one? Then it may be the one that is due. */
  readonly hasUnreadCalls: boolean;
  /** What the ground truth asks for; undefined where it holds no calls. */
  readonly expected: Expected | undefined;
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
 * reward decides what each fault costs; undefined if it does not pay that way. If no reward compares calls, they are
 * compared all the same, with whatever form the ground truth has.
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
    /** The part of the reward that pays for calls; undefined where none does. */
    readonly paid: RewardPart | undefined,
    readonly calls: ComparedCalls,
  ) {
    const { pairs, spurious } = calls;
    const matched = calls.perPoint !== undefined || paid === undefined;
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
   * Undefined if there is nothing to compare, if a reward that pays for calls cannot be computed, or if the calls are
   * exactly the ground truth's.
   */
  static of(source: RewardedSource): CallComparison | undefined {
    const { profile, reward } = source;
    if (!paysFor(profile.reward, "calls")) return CallComparison.unpaid(source);
    if (profile.calls === null || reward === undefined || isFailure(reward)) return undefined;
    const paid = reward.parts.find(({ calls }) => calls !== undefined);
    if (paid?.calls?.identical === true) return undefined;
    const calls = paid?.calls?.oneByOne;
    return paid === undefined || calls === undefined ? undefined : new CallComparison(source, paid, calls);
  }

  /** Where no reward says what calls are worth. */
  private static unpaid(source: RewardedSource): CallComparison | undefined {
    const { sample, profile } = source;
    if (!sample.rewarded || sample.unanswered) return undefined;
    const { expected } = source;
    const isWithoutCalls = profile.calls === null && profile.dialect === null;
    if (source.hasUnreadCalls || (isWithoutCalls && source.calls(sample.completion).length === 0)) return undefined;
    if (expected?.kind !== "calls") return undefined;
    const calls = unpaidCalls(expected.calls, source.calls(sample.completion), source.earlierCalls);
    return calls === tooMany ? undefined : new CallComparison(source, undefined, calls);
  }

  /** The text that the trace's first call stands in; undefined where it makes none. */
  get firstPart(): Part | undefined {
    const { sample } = this.source;
    return this.paid === undefined ? this.source.calls(sample.completion)[0]?.place.part : undefined;
  }

  /** Does the ground truth speak of the whole dialogue, of which other ways may lead to the same? */
  get isTrajectory(): boolean {
    return this.paid === undefined && this.source.earlierCalls.length > 0;
  }

  /** The arguments of all calls that were matched. */
  get arguments(): readonly AnsweredArgument[] {
    return this.calls.pairs.flatMap((pair) => {
      const { call } = pair;
      return call === undefined ? [] : pair.arguments.map((argument) => ({ pair: { ...pair, call }, argument }));
    });
  }

  /** @param part where that may be another text: calls that the record gives as data have their own */
  inCompletion(span: Span, part: Part = this.source.sample.completion): Location {
    return { part, span };
  }

  /** A place in the ground truth; undefined if the sample has none, which cannot happen here. */
  inGroundTruth(span: Span, message: string): readonly (Location & { message: string })[] {
    const part = this.source.sample.groundTruth;
    return part === undefined ? [] : [{ part, span, message }];
  }
}

/**
 * What a ground truth asks for, in whatever form it has: calls in a dialect, or JSON. Undefined where it asks for no calls.
 *
 * @param calls those of a text
 */
export function expectedOf(
  { groundTruth, completion }: Sample,
  calls: (part: Part) => readonly Call[],
): Expected | undefined {
  if (groundTruth === undefined || groundTruth === completion) return undefined;
  const written = calls(groundTruth);
  if (written.length > 0) return { kind: "calls", calls: written.map(expectedCall) };
  return expectedCalls(groundTruth.text);
}

/** A call of a dialect, with its values as JSON at their places. */
function expectedCall(call: Call): ExpectedCall {
  const at = (span: Span, value: string): JsonMember["key"] => ({ type: "string", span, value });
  const name = typeof call.name === "string" ? call.name : "";
  const values = Object.entries((call.arguments ?? {}) as Readonly<Record<string, unknown>>);
  return {
    name: { key: at(call.namePlace.span, "name"), value: at(call.namePlace.span, name) },
    toolName: name,
    span: call.place.span,
    loosely: false,
    arguments: values.map(([key, value]) => {
      const places = call.argumentPlaces(key);
      const read = readJson(JSON.stringify(value ?? null));
      const node: JsonNode = read.ok ? read.node : { type: "null", value: null, span: places.value.span };
      const placed = { ...node, span: places.value.span };
      return { key: at(places.key.span, key), value: placed, choices: [placed], mayBeAbsent: false };
    }),
  };
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
