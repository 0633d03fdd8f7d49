/**
 * Numbers as the run view writes them: with a true minus sign, commas in counts, and as many decimals as their range
 * needs.
 */

export { between, count, fixed, percent, plural, rewardDigits, signed } from "../../../server/core/runs/words";
import { fixed, percent, plural } from "../../../server/core/runs/words";

/** An interval of shares: "0.0 to 2.9 %". */
export function percents(low: number, high: number, digits = 1): string {
  return `${fixed(low * 100, digits)} to ${percent(high, digits)}`;
}

/** A bound as a heading shows it: a whole number without decimals. */
export function bound(value: number): string {
  return Number.isInteger(value) ? fixed(value, 0) : fixed(value);
}

/** Bytes as people read them: "3.1 MB". */
export function bytes(size: number): string {
  if (size < 1000) return plural(size, "byte");
  const units = ["kB", "MB", "GB", "TB"];
  let [value, unit] = [size / 1000, 0];
  while (value >= 999.5 && unit < units.length - 1) {
    value /= 1000;
    unit++;
  }
  return `${value < 10 ? value.toFixed(1) : value.toFixed(0)} ${units[unit] ?? ""}`;
}
