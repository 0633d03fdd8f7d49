import { formatReward, isFailure, type ReadVerdict, type Reward, type RewardResult } from "../../rewards";
import { negligible } from "../../text/numbers";
import type { Breakdown, CallShares } from "./breakdown";

/**
 * A reward for the line above the text: two decimals, rounded so that a partial reward never looks like the full one.
 */
export function shortReward(value: number, max?: number): string {
  const short = formatReward(Math.round(value * 100) / 100);
  return max !== undefined && value < max && short === formatReward(max) ? formatReward(value) : short;
}

/** A share in an inlay hint: "+0.75" if all was earned, "−0.38 of 0.75" if part of it was lost. */
export function shareInWords({ earned, possible }: { readonly earned: number; readonly possible: number }): string {
  const lost = possible - earned;
  if (possible < negligible) return "+0";
  return lost < negligible ? `+${shortReward(earned)}` : `−${shortReward(lost)} of ${shortReward(possible)}`;
}

/** The reward in one line. */
export function sentenceOf(result: RewardResult, calls: CallShares<unknown> | undefined): string {
  if (isFailure(result)) return "No reward: the sample cannot be scored";
  const { total, max, parts } = result;
  const verdict = verdictOf(result);
  if (verdict !== undefined && parts.length === 1) {
    // What the author meant; the readings that differ from it follow.
    const { readings, gold } = verdict;
    return `${verdictInWords(readings.parsed.verdict)} · gold ${gold} · reward ${shortReward(total, max)}`;
  }
  const pieces = [
    `Reward ${shortReward(total, max)} of ${shortReward(max)}`,
    // Of a part that can be nothing but 0 there is nothing to say.
    ...parts
      .filter(({ value, min, max }) => value !== 0 || min !== 0 || max !== 0)
      .map((part) => `${part.title.toLowerCase()} ${shortReward(part.value, part.max)}/${shortReward(part.max)}`),
  ];
  if (calls !== undefined && calls.expected > 0 && calls.names !== undefined) {
    pieces.push(`${calls.matched} of ${calls.expected} ${calls.expected === 1 ? "call" : "calls"} matched`);
  }
  return pieces.join(" · ");
}

/** A line above the text is cut off at the editor's edge, so what comes first should be short. In characters. */
const longestHead = 44;

/** A reward's sentence in two: what has to be seen even in a narrow editor, and the details; empty if all of it is short. */
export function forLens(sentence: string): readonly [head: string, details: string] {
  if (sentence.length <= longestHead) return [sentence, ""];
  const pieces = sentence.split(" · ");
  let shown = 1;
  while (pieces.slice(0, shown + 1).join(" · ").length <= longestHead) shown++;
  return [pieces.slice(0, shown).join(" · "), pieces.slice(shown).join(" · ")];
}

/** Is there a reward or a verdict to show above the text? Parts without a total are shown on request only. */
export function hasLens(breakdown: Breakdown<unknown>): boolean {
  return breakdown.parts.length === 0;
}

/** The judge's verdict that the reward pays for; undefined if it pays for none. */
export function verdictOf({ parts }: Reward): ReadVerdict | undefined {
  return parts.find(({ verdict }) => verdict !== undefined)?.verdict;
}

export function verdictInWords(verdict: string | undefined): string {
  return verdict === undefined ? "No verdict" : `Verdict ${verdict}`;
}
