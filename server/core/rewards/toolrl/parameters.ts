import type { JsonMember } from "../../json/jsonNode";
import { equals, sameMember, sameWithTypes } from "../../python/equality";
import type { ArgumentStatus } from "../shape/comparedCalls";
import type { OfficialCall } from "./call";

/**
 * One parameter of two matched calls.
 *
 * `coerced`: equal in Python although of another type, such as 1, 1.0 and true. A NaN differs from a NaN.
 */
export interface ParameterComparison {
  readonly name: string;
  readonly status: ArgumentStatus;
  /** In the ground truth; undefined for `extra`. */
  readonly truth: JsonMember | undefined;
  /** In the completion; undefined for `missing`. */
  readonly call: JsonMember | undefined;
}

/**
 * Compares the parameters of two calls: those of the ground truth in order, then the extra ones. Empty if one side has
 * no parameter object.
 *
 * @param asMembers whether the calls were found equal as wholes. Then NaN equals NaN.
 */
export function compareParameters(truth: OfficialCall, call: OfficialCall, asMembers: boolean): ParameterComparison[] {
  const expected = truth.parametersByName;
  const given = call.parametersByName;
  if (expected === undefined || given === undefined) return [];
  const comparisons: ParameterComparison[] = [];
  for (const [name, member] of expected) {
    const other = given.get(name);
    comparisons.push({ name, status: status(member, other, asMembers), truth: member, call: other });
  }
  for (const [name, member] of given) {
    if (!expected.has(name)) comparisons.push({ name, status: "extra", truth: undefined, call: member });
  }
  return comparisons;
}

function status(truth: JsonMember, call: JsonMember | undefined, asMembers: boolean): ParameterComparison["status"] {
  if (call === undefined) return "missing";
  const equal = asMembers ? sameMember(truth.value, call.value) : equals(truth.value, call.value);
  if (!equal) return "different";
  return sameWithTypes(truth.value, call.value) ? "equal" : "coerced";
}
