import type { JsonNode } from "../../json/jsonNode";
import { equals, hashable, sameMember, type Hashable } from "../../python/equality";
import { callsOf, type OfficialCall } from "./call";
import type { CallFailure } from "./failure";
import type { Unmatched } from "../shape/comparedCalls";
import { jaccard, scorePair, type PairScore } from "./pairScore";
import type { Comparison } from "./variants";

/**
 * The limit for matching calls: for every pair of calls of the same name, the characters of the shorter one, all added
 * up. 100 million corresponds to some 2,000 calls of the same name on both sides.
 */
export const maxComparedCharacters = 100_000_000;

/** The result of comparing two lists of calls. */
export type Outcome =
  /** The ground truth has no call: correctness is 0, whatever the completion does. */
  | { readonly kind: "nothing-expected" }
  /** The calls cannot be read or compared: the minimum. */
  | { readonly kind: "failed"; readonly failure: CallFailure }
  /** The lists are equal, in Python's sense or literally: the maximum. */
  | { readonly kind: "equal"; readonly toTheLetter: boolean }
  /** They are not equal, and the variant does not look further: the minimum. */
  | { readonly kind: "unequal" }
  /** They are not equal, and earn points part by part. */
  | { readonly kind: "matched"; readonly matching: Matching }
  /** Not compared, see {@link maxComparedCharacters}. */
  | { readonly kind: "too-many" };

/** The greedy matching of calls, and its points. */
export interface Matching {
  readonly truth: readonly OfficialCall[];
  readonly calls: readonly OfficialCall[];
  /** For the names of the tools, 0 to 1. */
  readonly names: number;
  /** One for each call of the ground truth, in its order. */
  readonly pairs: readonly Pair[];
  /** S: `names` and the points of all pairs. */
  readonly points: number;
  /** S_max. */
  readonly maxPoints: number;
}

/** A call of the ground truth and the call of the completion that matches it. */
export interface Pair {
  readonly truth: number;
  /** Number of the completion's call; undefined if no call of that name that earns anything was left. */
  readonly call: number | undefined;
  readonly keys: number;
  readonly values: number;
  readonly maxPoints: number;
}

/** Compares the calls of a completion, as read, with those of its ground truth. */
export function matchCalls(
  truth: readonly OfficialCall[],
  nodes: readonly JsonNode[],
  comparison: Comparison,
): Outcome {
  if (areSame(truth, nodes)) return { kind: "equal", toTheLetter: false };
  if (comparison === "all-or-nothing") return { kind: "unequal" };

  const calls = callsOf(nodes, "completion");
  const unnamed =
    firstFailure(truth, (call) => call.nameFailure()) ?? firstFailure(calls, (call) => call.nameFailure());
  if (unnamed !== undefined) return { kind: "failed", failure: unnamed };
  const names = nameScore(truth, calls, comparison);
  if (typeof names !== "number") return { kind: "failed", failure: names };

  const candidatesOf = groupByName(calls);
  const used = new Set<OfficialCall>();
  const pairs: Pair[] = [];
  let points = names;
  let maxPoints = 1;
  let compared = 0;
  for (const expected of truth) {
    const count = lookedAt(expected, comparison);
    if (typeof count !== "number") return { kind: "failed", failure: count };
    maxPoints += 1 + count;
    let best: OfficialCall | undefined;
    let earned = noPoints;
    let bestPoints = 0;
    for (const call of candidatesOf(expected)) {
      compared += Math.min(characters(expected), characters(call));
      if (compared > maxComparedCharacters) return { kind: "too-many" };
      if (used.has(call) || !sameName(expected, call)) continue;
      const score = scorePair(expected, call, comparison);
      if ("code" in score) return { kind: "failed", failure: score };
      if (score.keys + score.values <= bestPoints) continue;
      bestPoints = score.keys + score.values;
      best = call;
      earned = score;
    }
    if (best !== undefined) used.add(best);
    points += bestPoints;
    const { keys, values } = earned;
    pairs.push({ truth: expected.index, call: best?.index, keys, values, maxPoints: 1 + count });
  }
  return { kind: "matched", matching: { truth, calls, names, pairs, points, maxPoints } };
}

const noPoints: PairScore = { keys: 0, values: 0 };

/** How many parameters of a ground-truth call can earn a point. */
function lookedAt(truth: OfficialCall, comparison: Comparison): number | CallFailure {
  if (truth.parameters !== undefined) {
    const count = comparison === "whole-calls" ? 0 : truth.parameterCount;
    if (count !== undefined) return count;
  }
  return truth.parametersFailure() ?? truth.failure("parameters-not-object", '"parameters" has no length');
}

function characters(call: OfficialCall): number {
  return call.node.span.end - call.node.span.start;
}

function areSame(truth: readonly OfficialCall[], nodes: readonly JsonNode[]): boolean {
  if (truth.length !== nodes.length) return false;
  for (let i = 0; i < truth.length; i++) {
    const call = truth[i];
    const node = nodes[i];
    if (call === undefined || node === undefined || !sameMember(call.node, node)) return false;
  }
  return true;
}

function firstFailure(
  calls: readonly OfficialCall[],
  check: (call: OfficialCall) => CallFailure | undefined,
): CallFailure | undefined {
  for (const call of calls) {
    const failure = check(call);
    if (failure !== undefined) return failure;
  }
  return undefined;
}

/** How far the two lists of names agree; a failure if a name would have to be counted and cannot. */
function nameScore(
  truth: readonly OfficialCall[],
  calls: readonly OfficialCall[],
  comparison: Comparison,
): number | CallFailure {
  if (sameNames(truth, calls)) return 1;
  if (comparison === "ordered-parts") return 0;
  if (truth.length === 0 || calls.length === 0) return 0;
  const uncountable = firstFailure(truth, countable) ?? firstFailure(calls, countable);
  if (uncountable !== undefined) return uncountable;
  const left = new Map<Hashable | undefined, number>();
  for (const call of truth) {
    const key = nameKey(call);
    left.set(key, (left.get(key) ?? 0) + 1);
  }
  let common = 0;
  for (const call of calls) {
    const key = nameKey(call);
    const count = left.get(key) ?? 0;
    if (count === 0) continue;
    common++;
    left.set(key, count - 1);
  }
  return jaccard(truth.length, calls.length, common);
}

function sameNames(left: readonly OfficialCall[], right: readonly OfficialCall[]): boolean {
  if (left.length !== right.length) return false;
  for (let i = 0; i < left.length; i++) {
    const name = left[i]?.name;
    const other = right[i]?.name;
    if (name === undefined || other === undefined || !sameMember(name.value, other.value)) return false;
  }
  return true;
}

function nameKey(call: OfficialCall): Hashable | undefined {
  return call.name === undefined ? undefined : hashable(call.name.value);
}

function countable(call: OfficialCall): CallFailure | undefined {
  if (nameKey(call) !== undefined) return undefined;
  return call.failure("name-not-countable", 'a "name" that is a list or an object cannot be counted', call.name?.value);
}

/** For a call of the ground truth, the completion's calls that may have the same name, in order. */
function groupByName(calls: readonly OfficialCall[]): (truth: OfficialCall) => readonly OfficialCall[] {
  // Names that are lists or objects have no key and share a group. They only get here if names are not counted.
  const groups = new Map<Hashable | undefined, OfficialCall[]>();
  for (const call of calls) {
    const key = nameKey(call);
    const group = groups.get(key);
    if (group === undefined) groups.set(key, [call]);
    else group.push(call);
  }
  return (truth) => groups.get(nameKey(truth)) ?? [];
}

function sameName(left: OfficialCall, right: OfficialCall): boolean {
  return left.name !== undefined && right.name !== undefined && equals(left.name.value, right.name.value);
}

/** Why each pair without a call has none. Costs no more than the matching did. */
export function whyUnmatched({ truth, calls, pairs }: Matching): (pair: Pair) => Unmatched | undefined {
  const candidatesOf = groupByName(calls);
  const takenBy = new Map<number | undefined, number>(pairs.map((pair) => [pair.call, pair.truth]));
  return (pair) => {
    const expected = truth[pair.truth];
    if (pair.call !== undefined || expected === undefined) return undefined;
    const sameNamed = candidatesOf(expected).filter((call) => sameName(expected, call));
    if (sameNamed.length === 0) return "no-such-name";
    const left = sameNamed.some((call) => (takenBy.get(call.index) ?? Infinity) > pair.truth);
    return left ? "nothing-in-common" : "already-matched";
  };
}
