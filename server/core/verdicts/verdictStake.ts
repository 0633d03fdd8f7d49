import { formatReward } from "../text/numbers";

/** What a judge's verdict is worth in the known reward. */
export interface VerdictStake {
  /** Name of the reading that the reward uses. */
  readonly reading: string;
  /** What the verdict earns if it is not the gold label, with its weight. */
  readonly least: number;
  /** Does the reward pay for nothing else? */
  readonly whole: boolean;
}

/**
 * What is lost if the reward does not read the gold label: "the reward is −1".
 *
 * @param subject instead of "the reward", if a sentence has named it already: "it", or nothing
 */
export function lostVerdict({ least, whole }: VerdictStake, subject = "the reward"): string {
  return `${whole ? subject : "the verdict's part of the reward"} is ${formatReward(least)}`.trimStart();
}
