import { formatReward } from "../text/numbers";

/** What a judge's verdict is worth in the reward that is known. */
export interface VerdictStake {
  /** Name of the reading by which the reward goes. */
  readonly reading: string;
  /** What the verdict earns where it is not the gold label, its weight included. */
  readonly least: number;
  /** Does the reward pay for nothing else? */
  readonly whole: boolean;
}

/**
 * What is lost where the reward does not read the gold label: "the reward is −1".
 *
 * @param subject in place of "the reward", where a sentence has named it already: "it", or nothing
 */
export function lostVerdict({ least, whole }: VerdictStake, subject = "the reward"): string {
  return `${whole ? subject : "the verdict's part of the reward"} is ${formatReward(least)}`.trimStart();
}
