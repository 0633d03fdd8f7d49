import { compareScore, type Reward, type RewardOptions, type RewardSource } from "../../core/rewards";
import { noCounts, type ScoreCounts } from "./job";
import type { LineHead } from "./lines";

/** The result of comparing another score with the computed one: a line if they differ. */
export interface Compared {
  readonly line: string | undefined;
  readonly counts: ScoreCounts;
}

/** A reward, and what it was computed from. */
export interface Computed {
  readonly reward: Reward;
  readonly source: RewardSource;
  readonly options: RewardOptions;
}

/** Compares another score with the computed one. `name` is the other one's key in the line. */
export function compared(
  head: LineHead,
  name: "recorded" | "scorer",
  other: number,
  { reward, source, options }: Computed,
): Compared {
  const difference = compareScore(other, source, reward, options);
  if (difference === undefined) return { line: undefined, counts: { ...noCounts, compared: 1 } };
  const { explanation, because } = difference;
  return {
    line: JSON.stringify({ ...head, [name]: other, computed: reward.total, explanation: explanation ?? null }),
    counts: { ...noCounts, compared: 1, differing: 1, explained: because === undefined ? {} : { [because]: 1 } },
  };
}
