import { member } from "../json/jsonNode";
import type { Part } from "../model/sample";
import { nearestName } from "../text/nearestName";
import { textOf } from "../text/span";
import { argumentsOf, toolNameOf, type Call } from "../dialects/calls";
import type { Facts } from "./facts";
import { describeKind, fitsType, kindOf } from "./parameterType";
import type { Tool, ToolParameter } from "./toolSchema";

/** A call held against the tool that it names. */
export interface CallCheck {
  readonly tool: Tool;
  /** Arguments that the tool has not, each with the parameter that was most likely meant. */
  readonly unknown: readonly { readonly name: string; readonly meant: string | undefined }[];
  /** Required parameters that the call neither has nor, under a misspelled name, means. */
  readonly missing: readonly ToolParameter[];
  /** Arguments of a kind, or a value, that the tool does not take. */
  readonly unfit: readonly UnfitArgument[];
}

export interface UnfitArgument {
  readonly parameter: ToolParameter;
  readonly value: unknown;
  readonly why: string;
}

/** Undefined where nothing can be said: no list of tools, no such tool, no object of arguments. */
export function checkCall(call: Call, facts: Facts): CallCheck | undefined {
  const tool = facts.tools?.get(toolNameOf(call) ?? "");
  const given = argumentsOf(call);
  if (tool?.parameters === undefined || given === undefined) return undefined;
  const { parameters } = tool;
  const spare = [...parameters.keys()].filter((name) => !Object.hasOwn(given, name));
  const unknown = Object.keys(given)
    .filter((name) => !tool.open && !parameters.has(name))
    .map((name) => ({ name, meant: nearestName(name, spare) }));
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

function whyUnfit(value: unknown, { type, enum: allowed, default: fallback }: ToolParameter): string | undefined {
  const kind = kindOf(value);
  if (type !== undefined && !fitsType(kind, type)) {
    return `is ${describeKind(kind)} where the tool takes ${type.written}`;
  }
  if (allowed === undefined || allowed.length === 0 || kind === "array" || kind === "object") return undefined;
  if (allowed.includes(value) || value === fallback) return undefined;
  const shown = allowed.slice(0, 8).map((one) => JSON.stringify(one));
  return `is not one of the values that the tool takes (${shown.join(", ")}${allowed.length > 8 ? ", …" : ""})`;
}

/** What the ground truth calls, to hold the calls of `part` against; nothing where `part` is the ground truth itself. */
export function expectedCalls(facts: Facts, part: Part): readonly Call[] {
  const { groundTruth, completion } = facts.sample;
  return groundTruth === undefined || groundTruth === part || groundTruth === completion
    ? []
    : facts.calls(groundTruth);
}

/**
 * The value of an argument as the ground truth writes it, where all of its calls of that tool have it and write it alike;
 * undefined where that is not so.
 */
export function expectedValue(call: Call, name: string, facts: Facts, part: Part): string | undefined {
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
export function expectedArguments(call: Call, facts: Facts, part: Part): readonly Readonly<Record<string, unknown>>[] {
  const name = toolNameOf(call);
  return expectedCalls(facts, part)
    .filter((expected) => toolNameOf(expected) === name)
    .map(argumentsOf)
    .filter((given) => given !== undefined);
}
