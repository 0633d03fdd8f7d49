import type { SampleAttributes } from "../model/sample";
import { formatDifference, formatReward } from "../rewards";
import { shorten } from "../text/shorten";
import { partsInWords } from "./partsInWords";
import type { Breakdown } from "./reward";

/** The change that would have raised the reward most, in plain text. */
export function rewardTooltip({ raises: [most], failure }: Breakdown<unknown>, canOpen: boolean): string {
  const words = failure?.message ?? (most && `${shorten(most.text, 200)}: ${formatDifference(most.gain)}`);
  return [...(words === undefined ? [] : [words]), ...(canOpen ? ["Click for the whole breakdown."] : [])].join("\n");
}

/** What the run recorded, to follow a computed reward, or alone where none is known; empty where it recorded nothing. */
export function recordedTitle(attributes: SampleAttributes, computed: boolean): string {
  const { score } = attributes;
  if (score === undefined || !Number.isFinite(score)) return recordedParts(attributes, computed);
  return computed ? ` · recorded ${formatReward(score)}` : `Recorded reward ${formatReward(score)}`;
}

/** The parts that a training step recorded where it recorded no total: their weights are not known, so there is no sum. */
function recordedParts({ components, step }: SampleAttributes, computed: boolean): string {
  const parts = Object.entries(components ?? {});
  if (parts.length === 0 || step === undefined) return "";
  const words = [...partsInWords(parts), "no total"].join(" · ");
  return computed ? ` · recorded ${words}` : `Recorded ${words}`;
}

/**
 * The variant and the step that a reward is shown at.
 *
 * @param isAsked did the user choose another variant or step than those of the profile and the sample?
 */
export function rescoringTitle({ reward }: Breakdown<unknown>, isAsked: boolean): string {
  const shown = [
    ...(reward?.options ?? []).map(({ value }) => value),
    reward !== undefined && (reward.step > 0 || isAsked) ? `step ${reward.step}` : "",
  ];
  return `${shown.filter((word) => word !== "").join(", ") || "step 0"}${isAsked ? " (your choice)" : ""} ▾`;
}
