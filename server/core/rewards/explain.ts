import { formatReward } from "../text/numbers";
import type { ComputedPart } from "./computedParts";
import type { Reward } from "./shape/reward";

/** The reward line by line, in plain words: the sum, then each part and how it came about. */
export function explainReward(reward: Reward): string[] {
  const { total, min, max, parts } = reward;
  const lines = [`reward ${formatReward(total)} (from ${formatReward(min)} to ${formatReward(max)})`];
  for (const part of parts) {
    lines.push(`${part.title.toLowerCase()} ${formatReward(part.value)} of ${formatReward(part.max)}`);
    for (const line of part.detail) lines.push(`  ${line}`);
  }
  return lines;
}

/** The same of parts whose reward is not known. */
export function explainParts(parts: readonly ComputedPart[]): string[] {
  return [
    "reward not known",
    ...parts.flatMap(({ title, value, detail }) => [
      `${title.toLowerCase()} ${formatReward(value)}`,
      ...detail.map((line) => `  ${line}`),
    ]),
  ];
}
