import {
  compareScore,
  formatReward,
  isFailure,
  recordedTolerance,
  type ComputedPart,
  type Reward,
} from "../../rewards";
import type { Sample } from "../../model/sample";
import type { Facts } from "../../facts/facts";
import { sampleRule } from "../rule";
import { firstTag } from "./firstTag";

/** Rewards recorded in training that differ from the computed ones. */
export const recordedScoreDiffers = sampleRule({
  id: "recorded-score-differs",
  summary: "The recorded reward is not the computed one.",
  severity: "warning",
  cause: "record",
  check({ facts, sample, profile, report }) {
    const { score: recorded } = sample.attributes;
    const { reward } = facts;
    const message =
      profile.reward === null
        ? (differingPart(facts) ?? unexplained(recorded, facts))
        : recorded === undefined || reward === undefined || isFailure(reward)
          ? undefined
          : differing(recorded, reward, facts);
    if (message !== undefined) report({ span: firstTag(facts), message });
  },
});

function differing(recorded: number, reward: Reward, facts: Facts): string | undefined {
  const difference = compareScore(recorded, facts, reward, facts.rewardOptions);
  if (difference === undefined) return undefined;
  const { computed, because } = difference;
  const why =
    because === undefined
      ? "No variant that is known here gives it: the run used another reward, or the text was changed since."
      : `But ${because}: name it in the profile's reward if the run used it.`;
  return `The recorded reward is ${formatReward(recorded)}, the computed one ${formatReward(computed)}. ${why}`;
}

/** A recorded part of the reward that is not what is computed for it. */
function differingPart({ computedParts: parts, paid, sample }: Facts): string | undefined {
  const explained = paid?.columns ?? [];
  // Else what pays for a format or an answer is a guess, and only one that nothing contradicts is worth a warning.
  if (explained.length === 0 && !(isOpen(paid) && sample.attributes.score !== undefined)) return undefined;
  for (const { id, title, value } of parts) {
    const column = recordedPart(sample.attributes, id);
    if (column === undefined || Math.abs(column - value) <= recordedTolerance) continue;
    const by = explained.find(({ name }) => name === id);
    const numbers = `is ${formatReward(column)}, the computed one ${formatReward(value)}`;
    return by === undefined
      ? `The recorded ${title.toLowerCase()} ${numbers}: the run read another text, or holds another layout for right. Name its reward in the profile to see where they part.`
      : `The recorded ${title} ${numbers} (by ${by.agrees.join(" or ")}, which agrees with the file's first records): the run used another version here, or the text was changed since.`;
  }
  return undefined;
}

/**
 * No reward is named, and the file has too few recorded ones to recognise it. So we do not know what it paid for; but
 * if it paid for an answer, it gave the value of one of the parts, or their sum.
 */
function unexplained(recorded: number | undefined, { computedParts: parts, paid }: Facts): string | undefined {
  if (recorded === undefined || !isOpen(paid)) return undefined;
  if (!parts.some(({ id }) => id !== "format")) return undefined;
  const total = parts.reduce((sum, { value }) => sum + value, 0);
  const given = [total, ...parts.map(({ value }) => value)];
  if (given.some((value) => Math.abs(value - recorded) <= recordedTolerance)) return undefined;
  return `The recorded reward is ${formatReward(recorded)}. What is computed here is ${listOf(parts)}: the run paid for something else, or read another text. Name its reward in the profile to see where they part.`;
}

/** Have too few rewards been recorded to tell which reward it is? */
function isOpen(paid: Facts["paid"]): boolean {
  return paid === undefined || (paid.kind === "few" && paid.columns.length === 0);
}

/** The recorded column with a part's name: `format`, `exact_answer`. */
function recordedPart({ components = {} }: Sample["attributes"], id: string): number | undefined {
  return components[id] ?? components[id.replace("-", "_")] ?? undefined;
}

function listOf(parts: readonly ComputedPart[]): string {
  const named = parts.map(({ title, value }) => `${title.toLowerCase()} ${formatReward(value)}`);
  return named.length < 2 ? named.join("") : `${named.slice(0, -1).join(", ")} and ${named.at(-1)}`;
}
