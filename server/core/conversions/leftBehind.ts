import { minified } from "../json/minified";
import type { Part, Sample, SampleAttributes, StructuredCall, Turn } from "../model/sample";

/**
 * The parts of a record's samples that do not come back from what was written, by kind, for people. Empty if nothing is
 * lost.
 */
export function leftBehind(given: readonly Sample[], read: readonly Sample[]): readonly string[] {
  const kinds = new Set<string>();
  if (given.length !== read.length) {
    kinds.add("which of its turns are traces");
    if (callsIn(given) > callsIn(read)) kinds.add("calls that are given as data");
  }
  const pairs = given.length === read.length ? given.map((sample, i) => [sample, read[i]] as const) : [];
  const [lastGiven, lastRead] = [given.at(-1), read.at(-1)];
  if (pairs.length === 0 && lastGiven !== undefined) pairs.push([lastGiven, lastRead]);
  for (const [one, other] of pairs) for (const kind of differences(one, other)) kinds.add(kind);
  return [...kinds];
}

function callsIn(samples: readonly Sample[]): number {
  return samples.reduce((sum, { calls }) => sum + calls.length, 0);
}

function differences(one: Sample, other: Sample | undefined): string[] {
  if (other === undefined) return ["the record as a whole: it has no answer"];
  return [
    ...attributeNames(one.attributes, other.attributes).map((name) => `its ${words[name] ?? name}`),
    ...(sameTurns(one.turns, other.turns) ? [] : ["turns before the trace, or their roles"]),
    ...(sameIds(one, other) ? [] : ["ids of calls, and which call a result answers"]),
    ...(one.completion.text === other.completion.text ? [] : ["the trace's text"]),
    ...(sameCalls(one.calls, other.calls) ? [] : ["calls that are given as data"]),
    ...(sameJson(one.tools, other.tools) ? [] : ["the list of tools"]),
    ...(sameJson(one.groundTruth, other.groundTruth) ? [] : ["the ground truth"]),
    ...(sameResponses(one.responses, other.responses) ? [] : ["the two responses that are compared"]),
    ...(one.rewarded === other.rewarded ? [] : ["which of its traces is rewarded"]),
    ...(one.fragment === other.fragment ? [] : ["what is reasoning and what the answer"]),
    ...(one.unanswered === other.unanswered ? [] : ["that it has no answer"]),
  ];
}

const words: Partial<Readonly<Record<keyof SampleAttributes, string>>> = {
  gold: "gold verdict",
  otherGold: "gold label",
  group: "group",
  finishReason: "reason why it ended",
  truncated: "mark that it was cut off",
  off: "rules that are switched off",
};

function attributeNames(one: SampleAttributes, other: SampleAttributes): (keyof SampleAttributes)[] {
  const names = new Set([...Object.keys(one), ...Object.keys(other)] as (keyof SampleAttributes)[]);
  return [...names].filter((name) => JSON.stringify(one[name]) !== JSON.stringify(other[name]));
}

function sameTurns(one: readonly Turn[], other: readonly Turn[]): boolean {
  if (one.length !== other.length) return false;
  return one.every((turn, i) => {
    const read = other[i];
    return (
      read?.role === turn.role &&
      (read.part?.text ?? "") === (turn.part?.text ?? "") &&
      sameCalls(turn.calls, read.calls)
    );
  });
}

function sameIds(one: Sample, other: Sample): boolean {
  return JSON.stringify(idsOf(one)) === JSON.stringify(idsOf(other));
}

/** The ids of a sample's calls and of the calls that its tools' turns answer. */
function idsOf({ turns, calls }: Sample): unknown {
  const ids = turns.map((turn) => [turn.answers, ...turn.calls.map(({ id }) => id)]);
  return [...ids, calls.map(({ id }) => id)].filter((each) => each.some((id) => id !== undefined));
}

function sameCalls(one: readonly StructuredCall[], other: readonly StructuredCall[]): boolean {
  if (one.length !== other.length) return false;
  return one.every(
    ({ name, arguments: given }, i) => name?.text === other[i]?.name?.text && sameJson(given, other[i]?.arguments),
  );
}

function sameResponses(one: Sample["responses"], other: Sample["responses"]): boolean {
  return one?.a.text === other?.a.text && one?.b.text === other?.b.text;
}

/** Is it the same text, or the same JSON except for white space? */
function sameJson(one: Part | undefined, other: Part | undefined): boolean {
  if (one === undefined || other === undefined) return one === other;
  return one.text === other.text || (/^\s*[[{]/.test(one.text) && minified(one.text) === minified(other.text));
}
