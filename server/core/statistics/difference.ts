import type { Interval, Proportion } from "./proportion";

/**
 * The 95 % interval of the difference b − a of two independent shares (Newcombe 1998, Statistics in Medicine 17:873, method
 * 10: Wilson's limits put together).
 *
 * @returns undefined where one of them has no observation
 */
export function shareDifference(a: Proportion, b: Proportion): (Interval & { readonly value: number }) | undefined {
  if (a.value === undefined || b.value === undefined || a.interval === undefined || b.interval === undefined) {
    return undefined;
  }
  const value = b.value - a.value;
  const low = value - Math.hypot(b.value - b.interval.low, a.interval.high - a.value);
  const high = value + Math.hypot(b.interval.high - b.value, a.value - a.interval.low);
  return { value, low, high };
}
