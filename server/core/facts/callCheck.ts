import { member } from "../json/jsonNode";
import type { Part, Sample } from "../model/sample";
import { nearestName } from "../text/nearestName";
import { textOf } from "../text/span";
import { argumentsOf, toolNameOf, type Call } from "../dialects/sampleCalls";
import { describeKind, fitsType, kindOf } from "./parameterType";
import type { Tool, ToolParameter } from "./toolSchema";
import type { Tools } from "./tools";

/** What is known of a sample's calls and tools. */
export interface CallFacts {
  readonly sample: Pick<Sample, "groundTruth" | "completion">;
  readonly tools: Tools | undefined;
  calls(part: Part): readonly Call[];
}

/** A call compared with the tool that it names. */
export interface CallCheck {
  readonly tool: Tool;
  /** Arguments that the tool does not have, each with the parameter that was most likely meant. */
  readonly unknown: readonly { readonly name: string; readonly meant: string | undefined }[];
  /** Required parameters that the call does not have, not even under a misspelled name. */
  readonly missing: readonly ToolParameter[];
  /** Arguments of a kind or with a value that the tool does not accept. */
  readonly unfit: readonly UnfitArgument[];
}

export interface UnfitArgument {
  readonly parameter: ToolParameter;
  readonly value: unknown;
  readonly why: string;
}

/**
 * Names held against names for one trace: of its calls, those whose parameters and arguments come to no more are checked.
 * A hundred calls of a tool with a thousand parameters are, and ten thousand of one with twenty.
 */
const maxCompared = 300_000;

/** A call that was checked, and what the ground truth's calls of the same tool are given. */
export interface CheckedCall {
  readonly call: Call;
  readonly check: CallCheck;
  readonly expected: readonly Readonly<Record<string, unknown>>[];
}

/** The calls of a trace that can be held against their tools. */
export interface CheckedCalls {
  readonly checked: readonly CheckedCall[];
  /** The first call that was not checked, because the calls before it used up the work allowed for a trace. */
  readonly notChecked: Call | undefined;
}

/** Holds the calls of a trace against the tools that they name. `Facts` does it once for all rules. */
export function checkCalls(facts: CallFacts, part: Part): CheckedCalls {
  const checked: CheckedCall[] = [];
  const budget = { left: maxCompared };
  const expectedOf = new Map<string | undefined, CheckedCall["expected"]>();
  for (const call of facts.calls(part)) {
    const check = checkCall(call, facts, budget);
    if (budget.left < 0) return { checked, notChecked: call };
    if (check === undefined) continue;
    const name = toolNameOf(call);
    let expected = expectedOf.get(name);
    if (expected === undefined) expectedOf.set(name, (expected = expectedArguments(call, facts, part)));
    // Each of its faults is compared with each call of the ground truth.
    budget.left -= expected.length * (check.unknown.length + check.missing.length + check.unfit.length);
    if (budget.left < 0) return { checked, notChecked: call };
    checked.push({ call, check, expected });
  }
  return { checked, notChecked: undefined };
}

/** What a rule on parameters says first, if a trace has more calls than can be checked. */
export const callsNotChecked =
  "Not checked: this call and those after it. The calls of this trace and the parameters of their tools are too many.";

/**
 * Undefined if nothing can be said: no list of tools, no such tool, no object of arguments.
 *
 * @param budget what is left of it is less afterwards; below zero, the call was not checked
 */
function checkCall(call: Call, facts: CallFacts, budget: { left: number }): CallCheck | undefined {
  const tool = facts.tools?.get(toolNameOf(call) ?? "");
  const given = argumentsOf(call);
  if (tool?.parameters === undefined || given === undefined) return undefined;
  const { parameters } = tool;
  const names = Object.keys(given);
  budget.left -= parameters.size + names.length;
  if (budget.left < 0) return undefined;
  const spare = [...parameters.keys()].filter((name) => !Object.hasOwn(given, name));
  const foreign = names.filter((name) => !tool.open && !parameters.has(name));
  budget.left -= foreign.length * spare.length;
  if (budget.left < 0) return undefined;
  const unknown = foreign.map((name) => ({ name, meant: nearestName(name, spare) }));
  const meant = new Set(unknown.map((argument) => argument.meant));
  const missing = spare.flatMap((name) => {
    const parameter = parameters.get(name);
    return parameter?.required === true && !meant.has(name) ? [parameter] : [];
  });
  const unfit = [...parameters.values()].flatMap((parameter) => {
    if (!Object.hasOwn(given, parameter.name)) return [];
    const value = given[parameter.name];
    const why = whyUnfit(value, parameter);
    return why === undefined ? [] : [{ parameter, value, why }];
  });
  return { tool, unknown, missing, unfit };
}

const valueSets = new WeakMap<readonly unknown[], ReadonlySet<unknown>>();

/** The values that a tool lists for a parameter: each call would look through all of them. */
function setOf(allowed: readonly unknown[]): ReadonlySet<unknown> {
  let values = valueSets.get(allowed);
  if (values === undefined) valueSets.set(allowed, (values = new Set(allowed)));
  return values;
}

function whyUnfit(value: unknown, { type, enum: allowed, default: fallback }: ToolParameter): string | undefined {
  const kind = kindOf(value);
  if (type !== undefined && !fitsType(kind, type)) {
    return `is ${describeKind(kind)} where the tool takes ${type.written}`;
  }
  if (allowed === undefined || allowed.length === 0 || kind === "array" || kind === "object") return undefined;
  if (setOf(allowed).has(value) || value === fallback) return undefined;
  const shown = allowed.slice(0, 8).map((one) => JSON.stringify(one));
  return `is not one of the values that the tool takes (${shown.join(", ")}${allowed.length > 8 ? ", …" : ""})`;
}

/** The ground truth's calls, with which the calls of `part` are compared; none if `part` is the ground truth itself. */
export function expectedCalls(facts: CallFacts, part: Part): readonly Call[] {
  const { groundTruth, completion } = facts.sample;
  return groundTruth === undefined || groundTruth === part || groundTruth === completion
    ? []
    : facts.calls(groundTruth);
}

/**
 * The value of an argument in the ground truth, if all of its calls of that tool have it and write it the same way;
 * otherwise undefined.
 */
export function expectedValue(call: Call, name: string, facts: CallFacts, part: Part): string | undefined {
  const tool = toolNameOf(call);
  const same = expectedCalls(facts, part).filter((expected) => toolNameOf(expected) === tool);
  const written = same.map(({ argumentsObject: given }) => {
    const value = given && member(given, name)?.value;
    return given && value && textOf(given.part.text, value.span);
  });
  const [value, ...others] = new Set(written);
  return others.length === 0 ? value : undefined;
}

/** The arguments of the ground truth's calls of the tool that `call` names. */
function expectedArguments(call: Call, facts: CallFacts, part: Part): readonly Readonly<Record<string, unknown>>[] {
  const name = toolNameOf(call);
  return expectedCalls(facts, part)
    .filter((expected) => toolNameOf(expected) === name)
    .map(argumentsOf)
    .filter((given) => given !== undefined);
}
