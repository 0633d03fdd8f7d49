import { codePoints } from "../../python/length";

/**
 * open-r1's `len_reward` (`rewards.py`, huggingface/open-r1@1416fa0cf215; after Kimi 1.5): within a group, shorter is
 * better; a wrong answer earns at most 0.
 *
 * @param texts the group's completions
 * @param correct for each: whether it was right
 * @returns for each: ½ − (length − least) / (most − least), lengths in characters; 0 if all are equally long
 */
export function openR1Length(texts: readonly string[], correct: readonly boolean[]): readonly number[] {
  const lengths = texts.map(codePoints);
  const least = Math.min(...lengths);
  const most = Math.max(...lengths);
  if (most === least) return texts.map(() => 0);
  return lengths.map((length, i) => {
    const earned = 0.5 - (length - least) / (most - least);
    return correct[i] === true ? earned : Math.min(0, earned);
  });
}
