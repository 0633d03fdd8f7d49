import { readTrain, type VerdictReading } from "../../verdicts/verdicts";
import type { Verdict } from "../../model/sample";

/** RM-R1's reward of a judgement, with what it was derived from. */
export interface RmR1Reward {
  /** +1 where the reward's own reading of the text is the gold label, else −1. There is no format reward. */
  readonly score: 1 | -1;
  readonly gold: Verdict;
  /** The verdict as the reward reads it: in the last 80 code points. */
  readonly reading: VerdictReading;
}

/** The reward that RM-R1's RL training gives a judge's text. Source: RM-R1's reward function for verl. */
export function rmR1Reward(text: string, gold: Verdict): RmR1Reward {
  const reading = readTrain(text);
  return { score: reading.verdict === gold ? 1 : -1, gold, reading };
}
