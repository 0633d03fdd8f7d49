import type { Interval } from "./figures/figure";

/**
 * Numbers as pages, the tree and reports write them: with a true minus sign, commas for thousands, and intervals as
 * "2.08 to 2.43".
 */

/** With that many decimals and a true minus sign. */
export function fixed(value: number, digits = 2): string {
  const text = Math.abs(value).toFixed(digits);
  return value < 0 && Number(text) !== 0 ? `−${text}` : text;
}

/** A difference, with its sign. */
export function signed(value: number, digits = 2): string {
  const text = fixed(value, digits);
  return text.startsWith("−") || Number(text) === 0 ? text : `+${text}`;
}

/** A share from 0 to 1. */
export function percent(share: number | undefined, digits = 1): string {
  return share === undefined ? "–" : `${fixed(share * 100, digits)} %`;
}

export function count(n: number): string {
  return n.toLocaleString("en");
}

export function plural(n: number, word: string, words = `${word}s`): string {
  return `${count(n)} ${n === 1 ? word : words}`;
}

export function between({ low, high }: Interval, digits = 2): string {
  return `${fixed(low, digits)} to ${fixed(high, digits)}`;
}

/** A range of rewards, as figures or as the shape of a run has it. */
export type RewardRange = Interval | { readonly least: number; readonly most: number };

/** Number of decimals for a run's rewards: four if they differ and lie within 0.1, else two. */
export function rewardDigits(range: RewardRange | undefined): number {
  if (range === undefined) return 2;
  const width = "low" in range ? range.high - range.low : range.most - range.least;
  return width > 0 && width < 0.1 ? 4 : 2;
}
