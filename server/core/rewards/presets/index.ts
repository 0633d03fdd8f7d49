import type { Json } from "../../expressions/builder";
import { buildValue, type Readers } from "../../expressions/build";
import type { Value } from "../../expressions/node";
import type { RewardDefinition } from "../../model/reward";
import data from "./presets.json";

/** An official reward function, as data. */
export interface PresetReward {
  readonly name: string;
  /** Repository and commit: `huggingface/open-r1@1416fa0cf215`. */
  readonly from: string;
  /** Names that trainers record its values under. */
  readonly columns: readonly string[];
  readonly value: Value;
  readonly json: Json;
}

interface Presets {
  readonly readers: Readers;
  readonly rewards: Readonly<
    Record<string, { readonly from: string; readonly columns: readonly string[]; readonly value: Json }>
  >;
}

const presets = data as unknown as Presets;

/** Readers that any expression may name as a step or a comparison. */
export const namedReaders: Readers = presets.readers;

export const presetRewardNames: readonly string[] = Object.keys(presets.rewards);

/** The reward that is this function alone; undefined if no preset has that name. */
export function presetDefinition(name: string): RewardDefinition | undefined {
  if (presetReward(name) === undefined) return undefined;
  return { components: [{ component: "preset", weight: 1, schedule: null, options: { preset: name } }] };
}

const rewards = new Map<string, PresetReward | undefined>();

/** The reward of that name, built on first use; undefined if there is none. */
export function presetReward(name: string): PresetReward | undefined {
  if (!rewards.has(name)) rewards.set(name, makeReward(name));
  return rewards.get(name);
}

function makeReward(name: string): PresetReward | undefined {
  const preset = Object.hasOwn(presets.rewards, name) ? presets.rewards[name] : undefined;
  if (preset === undefined) return undefined;
  const { from, columns, value: json } = preset;
  const built = buildValue(json, namedReaders);
  return built.ok ? { name, from, columns, value: built.node, json } : undefined;
}
