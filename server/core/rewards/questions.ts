import type { Paid, RewardComponent, RewardDefinition } from "../model/reward";
import type { Part } from "../model/sample";
import type { VerdictStake } from "../verdicts/verdictStake";
import { componentNamed, components } from "./components";
import type { Component, NamedOption, QuickScorer } from "./shape/component";
import type { RewardFailure, RewardOptions } from "./shape/reward";
import { weightAt } from "./shape/schedule";

/** A profile's reward. Code asks what it depends on instead of checking its name. */
type Asked = RewardDefinition | null;

function componentsOf(reward: Asked): readonly (readonly [Component, RewardComponent])[] {
  return reward?.components.map((one) => [componentNamed(one.component), one] as const) ?? [];
}

/** What a sample must have besides its completion. */
export function rewardNeeds(reward: Asked): readonly ("groundTruth" | "gold")[] {
  const needs = componentsOf(reward).map(([{ needs: need }]) => need);
  return [...new Set(needs)].filter((need) => need !== "nothing");
}

/** Whether the reward pays for that. If so, a message may say how much of it is lost. */
export function paysFor(reward: Asked, what: Paid): boolean {
  return componentsOf(reward).some(([{ pays }, { weight, schedule }]) => {
    return pays.includes(what) && (weight > 0 || (schedule?.endWeight ?? 0) > 0);
  });
}

/** The options that a person may change. */
export function namedOptions(reward: Asked): readonly NamedOption[] {
  return [...new Set(componentsOf(reward).flatMap(([{ asks }]) => asks))];
}

/** Whether the reward depends on the training step or on one of {@link namedOptions}. */
export function canBeRescored(reward: Asked): boolean {
  return componentsOf(reward).some(([{ asks }, { schedule }]) => schedule !== null || asks.length > 0);
}

/** All options of all rewards that a person may change. */
export function allNamedOptions(): readonly NamedOption[] {
  return [...new Set(Object.values(components).flatMap(({ asks }) => asks))];
}

/** The option with this name and value; undefined if no reward has it. */
export function namedOption(name: string, value: unknown): RewardOptions | undefined {
  const option = allNamedOptions().find((one) => one.name === name);
  const known = option?.values.find((one) => one.name === value);
  return known === undefined ? undefined : { [name]: known.name };
}

/** Other options that may make the reward read another text in the same trace. */
export function rereadings(reward: Asked): readonly RewardOptions[] {
  return [...new Set(componentsOf(reward).flatMap(([{ rereads }]) => rereads))];
}

/** Why no completion can be scored against this ground truth, if so. */
export function whyUnscorable(reward: Asked, groundTruth: Part): RewardFailure | undefined {
  for (const [component] of componentsOf(reward)) {
    const failure = component.whyUnscorable?.(groundTruth);
    if (failure !== undefined) return failure;
  }
  return undefined;
}

/** Scores many samples and returns only the numbers; undefined if the reward cannot do that. */
export function quickScorer(reward: Asked, options: RewardOptions): QuickScorer | undefined {
  const [only, ...others] = reward?.components ?? [];
  if (only?.weight !== 1 || only.schedule !== null || others.length > 0) return undefined;
  const component = componentNamed(only.component);
  if (component.quick === undefined) return undefined;
  return (sample) => component.quick?.(sample, only.options, options);
}

/**
 * What a judge's verdict is worth, and which reading decides; undefined if the reward does not pay for it, and then
 * nothing may be said about its cost.
 */
export function verdictStake(reward: Asked, step: number): VerdictStake | undefined {
  const all = componentsOf(reward);
  const paid = all.find(([{ pays }]) => pays.includes("verdict"));
  if (paid === undefined) return undefined;
  const weight = weightAt(paid[1], step);
  const { reading } = paid[1].options;
  if (weight <= 0) return undefined;
  return { reading: typeof reading === "string" ? reading : "train", least: -weight, whole: all.length === 1 };
}
