import type { Parting } from "../figures/groups";

/** A rollout's texts: what it does, and its reasoning. */
export interface PartedTexts {
  readonly calls: string;
  readonly reasoning: string;
}

/** Where two rollouts begin to differ. Their reasoning always does; calls are what matters. */
export function parting(a: PartedTexts, b: PartedTexts): Parting {
  return { calls: firstDifference(a.calls, b.calls), reasoning: firstDifference(a.reasoning, b.reasoning) };
}

/** Offset of the first UTF-16 unit that differs, not within a surrogate pair; undefined if the texts are the same. */
export function firstDifference(a: string, b: string): number | undefined {
  const most = Math.min(a.length, b.length);
  let at = 0;
  while (at < most && a.charCodeAt(at) === b.charCodeAt(at)) at++;
  if (at === a.length && at === b.length) return undefined;
  return at > 0 && /[\ud800-\udbff]/.test(a.charAt(at - 1)) ? at - 1 : at;
}
