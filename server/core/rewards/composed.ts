import type { RewardComponent } from "../model/reward";
import { components } from "./components";
import {
  isFailure,
  type Reward,
  type RewardFailure,
  type RewardOptions,
  type RewardPart,
  type RewardSource,
} from "./shared/reward";
import { weightAt } from "./shared/schedule";

/** A reward from components. Undefined where one of them has nothing to compare with: a partial sum would mislead. */
export function composedReward(
  source: RewardSource,
  wanted: readonly RewardComponent[],
  options: RewardOptions,
): Reward | RewardFailure | undefined {
  if (wanted.length === 0) return undefined;
  const step = options.step ?? source.sample.attributes.step ?? 0;
  const parts: RewardPart[] = [];
  let toolrl: Reward["toolrl"];
  let verdict: Reward["verdict"];
  for (const one of wanted) {
    const component = components[one.component];
    const earned = component.earn(source, one.options, options);
    if (earned === undefined || isFailure(earned)) return earned;
    toolrl ??= earned.toolrl;
    verdict ??= earned.verdict;
    const weight = weightAt(one, step);
    const bounds = [weight * earned.min, weight * earned.max];
    parts.push({
      id: component.name,
      title: component.title,
      value: weight * earned.value,
      min: Math.min(...bounds),
      max: Math.max(...bounds),
      spans: earned.spans,
      detail: weight === 1 ? earned.detail : [...earned.detail, `${earned.value} × weight ${weight}`],
    });
  }
  return { ...sumOf(parts), step, parts, toolrl, verdict };
}

function sumOf(parts: readonly RewardPart[]): { total: number; min: number; max: number } {
  let [total, min, max] = [0, 0, 0];
  for (const part of parts) {
    total += part.value;
    min += part.min;
    max += part.max;
  }
  return { total, min, max };
}
