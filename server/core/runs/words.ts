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

/** Number of decimals for a run's rewards: four if the rewards lie within 0.1, else two. */
export function rewardDigits({ low, high }: Interval): number {
  return high - low < 0.1 ? 4 : 2;
}
