import type { Parting } from "../figures/groups";

/** A rollout's texts: its calls in words or as written, and all of it. */
export interface RolloutTexts {
  readonly calls: string;
  readonly text: string;
}

/**
 * Where two rollouts begin to differ: in their calls, and in their texts. Reasoning always differs; calls are what
 * matters.
 */
export function parting(a: RolloutTexts, b: RolloutTexts): Parting {
  return { calls: firstDifference(a.calls, b.calls), text: firstDifference(a.text, b.text) };
}

/** Offset of the first UTF-16 unit that differs, not within a surrogate pair; undefined if the texts are the same. */
export function firstDifference(a: string, b: string): number | undefined {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  if (at === a.length && at === b.length) return undefined;
  return at > 0 && /[\ud800-\udbff]/.test(a.charAt(at - 1)) ? at - 1 : at;
}
