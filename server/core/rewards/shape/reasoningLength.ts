import { roundToHundredths } from "../../python/round";
import { countWords } from "../../python/whitespace";
import type { Span } from "../../text/span";
import { find, findLast } from "./find";

/** The length reward and where it comes from. */
export interface LengthPart {
  /** Normally from 0 to 1. */
  readonly value: number;
  /** Words of reasoning; 0 if a tag is missing. */
  readonly words: number;
  /** Words that earn the full reward. */
  readonly fullLength: number;
  /** The reasoning whose words are counted; undefined if `<think>` or `</think>` is missing. */
  readonly span: Span | undefined;
}

/**
 * The length reward: words separated by white space, from the last `<think>` to the next `</think>` (or the end),
 * divided by `fullLength`, rounded to hundredths as Python does, at most 1.
 */
export function lengthReward(text: string, range: Span, fullLength: number): LengthPart {
  const span = reasoning(text, range);
  if (span === undefined) return { value: 0, words: 0, fullLength, span };
  const words = countWords(text, span);
  return { value: Math.min(roundToHundredths(words / fullLength), 1), words, fullLength, span };
}

function reasoning(text: string, range: Span): Span | undefined {
  const opener = findLast(text, "<think>", range);
  if (opener === -1 || find(text, "</think>", range) === -1) return undefined;
  const start = opener + "<think>".length;
  const closer = find(text, "</think>", { start, end: range.end });
  return { start, end: closer === -1 ? range.end : closer };
}
