import { argumentsOf, toolNameOf, type Call } from "../../dialects/sampleCalls";
import { bfclEquals } from "../../expressions/graders/bfcl";
import { member, type JsonMember, type JsonNode } from "../../json/jsonNode";
import { readJson } from "../../json/readJson";
import { equals } from "../../python/equality";
import type { Span } from "../../text/span";
import type { ComparedArgument, ComparedCall, ComparedCalls, ComparedPair, Unmatched } from "../shape/comparedCalls";
import type { ExpectedArgument, ExpectedCall } from "./expectedCalls";

/** The most pairs of calls with one name that are compared. */
export const maxPairs = 100_000;

/** The result beyond {@link maxPairs}. */
export const tooMany = "too many calls";

/**
 * Compares calls with those that a ground truth asks for, if no reward says what they are worth. Each expected call is
 * matched to the call of its name, not taken yet, that has most of its arguments right.
 *
 * @param earlier calls of the turns before: they can match too, but nothing is reported about them
 */
export function unpaidCalls(
  expected: readonly ExpectedCall[],
  calls: readonly Call[],
  earlier: readonly Call[],
): ComparedCalls | typeof tooMany {
  const byName = new Map<string, Call[]>();
  for (const call of [...earlier, ...calls]) {
    const name = toolNameOf(call) ?? "";
    const sameNamed = byName.get(name);
    if (sameNamed === undefined) byName.set(name, [call]);
    else sameNamed.push(call);
  }
  const own = new Map(calls.map((call, index) => [call, index]));
  const taken = new Set<Call>();
  const pairs: ComparedPair[] = [];
  let tried = 0;
  for (const [index, truth] of expected.entries()) {
    const candidates = byName.get(truth.toolName) ?? [];
    tried += candidates.length;
    if (tried > maxPairs) return tooMany;
    let best:
      { readonly call: Call; readonly compared: readonly ComparedArgument[]; readonly right: number } | undefined;
    for (const call of candidates) {
      if (taken.has(call)) continue;
      const compared = comparedArguments(truth, call);
      const right = compared.filter(({ status }) => status === "equal").length - faultsOf(compared) / 1000;
      if (best === undefined || right > best.right) best = { call, compared, right };
    }
    if (best !== undefined) taken.add(best.call);
    const at = best && own.get(best.call);
    // A call of an earlier turn matches it.
    if (best !== undefined && at === undefined) continue;
    const unmatched: Unmatched | undefined =
      best !== undefined ? undefined : candidates.length === 0 ? "no-such-name" : "already-matched";
    pairs.push({
      truth: { index, span: truth.span, name: truth.name, arguments: undefined },
      call: best && comparedCall(best.call, at ?? 0),
      unmatched,
      cost: undefined,
      arguments: best?.compared ?? [],
      earned: 0,
      possible: 0,
    });
  }
  const spurious =
    earlier.length > 0
      ? []
      : calls.flatMap((call, i) => (taken.has(call) ? [] : [{ call: comparedCall(call, i), cost: undefined }]));
  return compared(pairs, spurious, expected, calls);
}

function compared(
  pairs: readonly ComparedPair[],
  spurious: ComparedCalls["spurious"],
  expected: readonly ExpectedCall[],
  calls: readonly Call[],
): ComparedCalls {
  const made: Omit<ComparedCalls, "oneByOne"> = {
    identical: false,
    base: 0,
    perPoint: undefined,
    names: undefined,
    pairs,
    spurious,
    spuriousUnpunished: false,
    whole: calls.length > 0 ? undefined : { note: "", possible: 0, absent: true },
    better: undefined,
    truth: linesOf(expected.map(({ span }) => span)),
    completion: linesOf(calls.map(({ place }) => place.span)),
  };
  return { ...made, oneByOne: undefined };
}

function linesOf(lines: readonly Span[]): ComparedCalls["truth"] {
  const [first] = lines;
  const last = lines.at(-1);
  if (first === undefined || last === undefined) return undefined;
  return { opener: first, body: { start: first.start, end: last.end }, lines };
}

function comparedCall(call: Call, index: number): ComparedCall {
  const { part, span } = call.place;
  const name = toolNameOf(call) ?? "";
  const string = (at: Span): JsonMember["key"] => ({ type: "string", value: name, span: at });
  const isSame = call.namePlace.part === part;
  return {
    index,
    span,
    part,
    name: isSame ? { key: string(call.namePlace.span), value: string(call.namePlace.span) } : undefined,
    arguments: call.argumentsObject?.part === part ? call.argumentsObject : undefined,
  };
}

function comparedArguments(truth: ExpectedCall, call: Call): readonly ComparedArgument[] {
  const values = argumentsOf(call) ?? {};
  const found: ComparedArgument[] = [];
  for (const argument of truth.arguments) {
    const name = argument.key.value;
    const truthMember: JsonMember = { key: argument.key, value: argument.value };
    const base = { name, truth: truthMember, earned: 0, possible: 0, cost: undefined };
    const choices = argument.choices.length > 1;
    if (!Object.hasOwn(values, name)) {
      if (!argument.mayBeAbsent) found.push({ ...base, status: "missing", call: undefined, choices });
      continue;
    }
    const given = memberOf(call, name, values[name]);
    const status = isRight(given.member.value, argument, truth.loosely, call) ? "equal" : "different";
    found.push({ ...base, status, call: given.member, choices, ...place(given) });
  }
  const asked = new Set(truth.arguments.map(({ key }) => key.value));
  for (const name of Object.keys(values)) {
    if (asked.has(name)) continue;
    const given = memberOf(call, name, values[name]);
    const base = { name, status: "extra", truth: undefined, earned: 0, possible: 0, cost: undefined } as const;
    found.push({ ...base, call: given.member, ...place(given) });
  }
  return found;
}

interface Given {
  readonly member: JsonMember;
  readonly part: ComparedArgument["part"];
  readonly inJson: boolean;
}

function place({ part, inJson }: Given): Pick<ComparedArgument, "part" | "inJson"> {
  return { part, inJson };
}

/** An argument as written. In a dialect other than JSON: its value at its place. */
function memberOf(call: Call, name: string, value: unknown): Given {
  const written = call.argumentsObject && member(call.argumentsObject, name);
  if (written !== undefined) return { member: written, part: call.argumentsObject?.part, inJson: true };
  const { key, value: at } = call.argumentPlaces(name);
  const read = readJson(JSON.stringify(value ?? null));
  const node: JsonNode = read.ok ? read.node : { type: "null", value: null, span: at.span };
  return {
    member: { key: { type: "string", value: name, span: key.span }, value: { ...node, span: at.span } },
    part: at.part,
    inJson: false,
  };
}

function isRight(given: JsonNode, { choices }: ExpectedArgument, loosely: boolean, call: Call): boolean {
  return choices.some(
    (choice) =>
      equals(given, choice) ||
      (loosely && bfclEquals(given, choice)) ||
      (call.inDialect !== undefined && reads(given, choice)),
  );
}

/** Dialects other than JSON write values as text, and nothing may tell their type. */
function reads(given: JsonNode, choice: JsonNode): boolean {
  if (given.type !== "string" || choice.type === "string") return false;
  const read = readJson(given.value.trim());
  return read.ok && equals(read.node, choice);
}

function faultsOf(found: readonly ComparedArgument[]): number {
  return found.filter(({ status }) => status !== "equal").length;
}
