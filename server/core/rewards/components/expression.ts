import { isAbsent, undecided, type Absent } from "../../expressions/absent";
import { boundsOf } from "../../expressions/bounds";
import { buildTest, buildValue } from "../../expressions/build";
import type { Json } from "../../expressions/builder";
import { describeRun } from "../../expressions/describe";
import { evaluate, explainRun } from "../../expressions/evaluate";
import { formatTexts } from "../../expressions/formatTexts";
import type { NodeReport, Test, Value } from "../../expressions/node";
import type { Location } from "../../model/finding";
import { namedReaders, presetReward } from "../presets";
import type { Scored } from "../../expressions/scored";
import type { Component, Earned } from "../shape/component";
import { recordedTolerance, type RewardFailure, type RewardSource } from "../shape/reward";
import { scoredPart, scoredSample } from "../shape/scoredSample";

/** An official reward function, by its name in `rewards/presets/presets.json`. */
export const preset: Component = {
  name: "preset",
  needs: "nothing",
  pays: [],
  options: {},
  asks: [],
  rereads: [],
  earn(source, { preset: name }: { readonly preset?: string }) {
    const found = name === undefined ? undefined : presetReward(name);
    if (name === undefined || found === undefined)
      return failure("unknown-preset", `There is no preset ${String(name)}.`);
    return earnedBy(source, name, found.value, found.json);
  },
  formatTexts: ({ preset: name }: { readonly preset?: string }) =>
    name === undefined ? [] : formatTexts(presetReward(name)?.json),
};

/** A value that a profile writes in the reward algebra. */
export const expression: Component = {
  name: "expression",
  needs: "nothing",
  pays: [],
  options: {},
  asks: [],
  rereads: [],
  earn(source, { name = "value", value }: { readonly name?: string; readonly value?: unknown }) {
    const built = valueOf(value);
    if (built === undefined) return failure("wrong-expression", `The expression of ${name} cannot be used.`);
    return earnedBy(source, name, built, value as Json);
  },
  formatTexts: ({ value }: { readonly value?: unknown }) => formatTexts(value as Json),
};

/**
 * Sums of presets that agree with a file's recorded rewards and that no record told apart. Gives their value if they
 * agree here too; undecided if they do not, because nobody knows which one was paid.
 */
export const agreeing: Component = {
  name: "agreeing",
  needs: "nothing",
  pays: [],
  options: {},
  asks: [],
  rereads: [],
  earn(source, { sums = [] }: { readonly sums?: readonly (readonly string[])[] }) {
    let first: readonly Earned[] | undefined;
    let unknown: RewardFailure | undefined;
    for (const names of sums) {
      const earned = sumOf(source, names);
      if ("error" in earned) {
        unknown ??= earned;
        continue;
      }
      first ??= earned;
      if (Math.abs(totalOf(first) - totalOf(earned)) > recordedTolerance) return differing(sums);
    }
    return first ?? unknown;
  },
  formatTexts: ({ sums = [] }: { readonly sums?: readonly (readonly string[])[] }) =>
    (sums[0] ?? []).flatMap((name) => formatTexts(presetReward(name)?.json)),
};

function sumOf(source: RewardSource, names: readonly string[]): readonly Earned[] | RewardFailure {
  const all: Earned[] = [];
  for (const name of names) {
    const found = presetReward(name);
    if (found === undefined) return failure("unknown-preset", `There is no preset ${name}.`);
    const earned = earnedBy(source, name, found.value, found.json, true);
    if ("error" in earned) return earned;
    all.push(...earned);
  }
  return all;
}

function totalOf(parts: readonly Earned[]): number {
  return parts.reduce((sum, { value }) => sum + value, 0);
}

function differing(sums: readonly (readonly string[])[]): RewardFailure {
  const names = sums.map((parts) => parts.join(" + "));
  return {
    error: {
      code: "reward-undecided",
      message: `The rewards that agree with this file's recorded ones differ here: ${names.join(", ")}. Which of them was paid is not known.`,
      location: undefined,
      undecided: names.join(" or "),
    },
  };
}

const notKept = undecided(
  "the training code read all turns of this rollout as one text, and they stand apart here; the file that they come from shows its value",
);

/** Whether a component's gate opens for this sample. */
export function gateOf(gate: unknown, source: RewardSource): boolean | RewardFailure {
  if (gate === undefined) return true;
  const test = testOf(gate);
  if (test === undefined) return failure("wrong-expression", "The gate of a component cannot be used.");
  if (source.sample.rollout?.isSplit) return absentFailure("Its gate", notKept);
  const holds = evaluate(test, scoredSample(source.sample));
  return isAbsent(holds) ? absentFailure("Its gate", holds) : holds;
}

/** @param agrees do the file's recorded rewards agree with it, numbers read as their texts? */
function earnedBy(
  source: RewardSource,
  name: string,
  value: Value,
  json: Json,
  agrees = false,
): readonly Earned[] | RewardFailure {
  if (source.sample.rollout?.isSplit) return absentFailure(name, notKept);
  const scored = scoredSample(source.sample, agrees);
  const outcome = evaluate(value, scored);
  return isAbsent(outcome)
    ? absentFailure(name, outcome)
    : [new ExpressionEarned(source, scored, name, value, json, outcome)];
}

/** How the value came about is computed on first use, because few callers need it. */
class ExpressionEarned implements Earned {
  readonly id: string;
  readonly title: string;
  readonly min: number;
  readonly max: number;
  private report: NodeReport | undefined;

  constructor(
    private readonly source: RewardSource,
    private readonly scored: Scored,
    name: string,
    private readonly node: Value,
    json: Json,
    readonly value: number,
  ) {
    const [low, high] = boundsOf(json);
    this.id = name;
    this.title = name;
    this.min = Number.isFinite(low) ? low : Math.min(0, value);
    this.max = Number.isFinite(high) ? high : Math.max(0, value);
  }

  get detail(): readonly string[] {
    return describeRun(this.explained);
  }

  get spans(): readonly Location[] {
    const part = scoredPart(this.source.sample);
    return [...readsIn(this.explained, part.text.length)].map((span) => ({ part, span })).slice(0, maxSpans);
  }

  private get explained(): NodeReport {
    return (this.report ??= explainRun(this.node, this.scored));
  }
}

const maxSpans = 20;

/**
 * The places of the completion that were read, each once. A read of the whole completion is left out, as it tells
 * nothing.
 */
function* readsIn(report: NodeReport, length: number): Generator<Location["span"]> {
  const seen = new Set<string>();
  const open = [report];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    open.push(...next.children.toReversed());
    for (const { source, span } of next.read) {
      const key = `${span.start}-${span.end}`;
      if (source !== "completion" || (span.start === 0 && span.end === length) || seen.has(key)) continue;
      seen.add(key);
      yield span;
    }
  }
}

function absentFailure(name: string, { absent, why }: Absent): RewardFailure {
  return absent === "undecided"
    ? {
        error: {
          code: "reward-undecided",
          message: `${name} is not computed: ${why}.`,
          location: undefined,
          undecided: name,
        },
      }
    : failure("reward-raises", `${name} cannot be computed: the training code stops with an error here (${why}).`);
}

function failure(code: string, message: string): RewardFailure {
  return { error: { code, message, location: undefined } };
}

/** Expressions are data of profiles, so each is built only once. */
const values = new WeakMap<object, Value | undefined>();
const tests = new WeakMap<object, Test | undefined>();

function valueOf(json: unknown): Value | undefined {
  if (typeof json !== "object" || json === null) return built(buildValue(json as Json, namedReaders));
  if (!values.has(json)) values.set(json, built(buildValue(json as Json, namedReaders)));
  return values.get(json);
}

function testOf(json: unknown): Test | undefined {
  if (typeof json !== "object" || json === null) return undefined;
  if (!tests.has(json)) tests.set(json, built(buildTest(json as Json, namedReaders)));
  return tests.get(json);
}

function built<T>(result: { readonly ok: true; readonly node: T } | { readonly ok: false }): T | undefined {
  return result.ok ? result.node : undefined;
}
