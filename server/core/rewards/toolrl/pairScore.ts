import { equals, sameMember } from "../../python/equality";
import type { OfficialCall, Parameters } from "./call";
import type { CallFailure } from "./failure";
import type { Comparison } from "./variants";

/** What a call earns as the answer to a call of the ground truth. */
export interface PairScore {
  /** For the names of its parameters, 0 to 1; under `whole-calls` 1 for an equal call. */
  readonly keys: number;
  /** Parameters whose value is equal; 0 under `whole-calls`. */
  readonly values: number;
}

const nothing: PairScore = { keys: 0, values: 0 };

/** Scores two calls of the same name, or says why they cannot be compared. */
export function scorePair(truth: OfficialCall, call: OfficialCall, comparison: Comparison): PairScore | CallFailure {
  if (comparison === "whole-calls") return sameMember(truth.node, call.node) ? { keys: 1, values: 0 } : nothing;
  const expected = truth.parametersByName;
  const given = call.parametersByName;
  const failure = truth.parametersFailure() ?? call.parametersFailure();
  if (failure !== undefined || expected === undefined || given === undefined) return failure ?? nothing;
  let common = 0;
  let values = 0;
  for (const [key, { value }] of expected) {
    const other = given.get(key);
    if (other === undefined) continue;
    common++;
    if (equals(value, other.value)) values++;
  }
  const keys =
    comparison === "ordered-parts" ? Number(sameOrder(expected, given)) : jaccard(expected.size, given.size, common);
  return { keys, values };
}

/** Σ min counts over the union; 1 for two empty lists. */
export function jaccard(left: number, right: number, common: number): number {
  return left + right === 0 ? 1 : common / (left + right - common);
}

function sameOrder(expected: Parameters, given: Parameters): boolean {
  if (expected.size !== given.size) return false;
  const keys = given.keys();
  for (const key of expected.keys()) {
    if (key !== keys.next().value) return false;
  }
  return true;
}
