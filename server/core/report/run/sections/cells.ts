import type { Mean, Share } from "../../../runs/figures/figure";
import { between, count, fixed, percent } from "../../../runs/words";

/** Maximum number of rows in a table; JSON has all. */
export const maxRows = 40;

/** `2.25 (2.08 to 2.43), n 2,000`. */
export function meanInWords({ value, interval, n }: Mean, digits: number): string {
  return `${fixed(value, digits)}${interval === undefined ? "" : ` (${between(interval, digits)})`}, n ${count(n)}`;
}

/** `8.4 % (7.3 to 9.7), 168 of 2,000`. */
export function shareInWords(share: Share): string {
  return `${percent(share.value)} (${intervalOf(share)}), ${count(share.k)} of ${count(share.n)}`;
}

/** A share of the samples that were checked. */
export function checkedShare({ value, n }: Share): string {
  return n === 0 ? "not checked" : percent(value);
}

/** Its interval in percent; a dash if there is none. */
export function intervalOf({ interval }: Share): string {
  return interval === undefined ? "–" : between({ low: interval.low * 100, high: interval.high * 100 }, 1);
}
