import type { Paid, RewardComponent, RewardDefinition } from "../model/reward";
import type { Part } from "../model/sample";
import type { VerdictStake } from "../verdicts/verdictStake";
import { componentNamed, components } from "./components";
import type { Component, NamedOption, QuickScorer } from "./shape/component";
import type { RewardFailure, RewardOptions } from "./shape/reward";
import { weightAt } from "./shape/schedule";

/** A profile's reward, to be asked what it depends on, and not what it is called. */
type Asked = RewardDefinition | null;

function componentsOf(reward: Asked): readonly (readonly [Component, RewardComponent])[] {
  return reward?.components.map((one) => [componentNamed(one.component), one] as const) ?? [];
}

/** What a sample has to have beside its completion. */
export function rewardNeeds(reward: Asked): readonly ("groundTruth" | "gold")[] {
  const needs = componentsOf(reward).map(([{ needs: need }]) => need);
  return [...new Set(needs)].filter((need) => need !== "nothing");
}

/** Does the reward pay for that? Then what is lost of it may be said. */
export function paysFor(reward: Asked, what: Paid): boolean {
  return componentsOf(reward).some(([{ pays }, { weight, schedule }]) => {
    return pays.includes(what) && (weight > 0 || (schedule?.endWeight ?? 0) > 0);
  });
}

/** The options that a person may ask for otherwise. */
export function namedOptions(reward: Asked): readonly NamedOption[] {
  return [...new Set(componentsOf(reward).flatMap(([{ asks }]) => asks))];
}

/** Does it depend on the training step, or on one of {@link namedOptions}? */
export function canBeRescored(reward: Asked): boolean {
  return componentsOf(reward).some(([{ asks }, { schedule }]) => schedule !== null || asks.length > 0);
}

/** All options that a person may ask for, of all rewards that there are. */
export function allNamedOptions(): readonly NamedOption[] {
  return [...new Set(Object.values(components).flatMap(({ asks }) => asks))];
}

/** Options that were asked for by name, of those that there are; undefined where a name or value is none. */
export function namedOption(name: string, value: unknown): RewardOptions | undefined {
  const option = allNamedOptions().find((one) => one.name === name);
  const known = option?.values.find((one) => one.name === value);
  return known === undefined ? undefined : { [name]: known.name };
}

/** Other options under which the reward may read another text in the same trace. */
export function rereadings(reward: Asked): readonly RewardOptions[] {
  return [...new Set(componentsOf(reward).flatMap(([{ rereads }]) => rereads))];
}

/** Why no completion can be scored against this ground truth, if none can. */
export function whyUnscorable(reward: Asked, groundTruth: Part): RewardFailure | undefined {
  for (const [component] of componentsOf(reward)) {
    const failure = component.whyUnscorable?.(groundTruth);
    if (failure !== undefined) return failure;
  }
  return undefined;
}

/** For many samples: the numbers alone; undefined where the reward has no such way. */
export function quickScorer(reward: Asked, options: RewardOptions): QuickScorer | undefined {
  const [only, ...others] = reward?.components ?? [];
  if (only?.weight !== 1 || only.schedule !== null || others.length > 0) return undefined;
  const component = componentNamed(only.component);
  if (component.quick === undefined) return undefined;
  return (sample) => component.quick?.(sample, only.options, options);
}

/**
 * What a judge's verdict is worth, and by which reading; undefined where the reward does not pay for it, so that nothing may
 * be said of its cost.
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
