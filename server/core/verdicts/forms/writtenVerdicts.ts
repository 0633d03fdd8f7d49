import type { Pattern } from "../../python/regex/pattern";
import { textOf, type Span } from "../../text/span";

/** A verdict as written in a text. */
export interface WrittenVerdict {
  readonly span: Span;
  /** The verdict's text. */
  readonly text: string;
  /** Its label: "A", "NOT SUCCESS", "7". */
  readonly label: string;
}

/** The most verdicts of a text that are kept: the first ones and the very last. */
export const maxVerdicts = 1000;

/** The verdicts in a text, in order: at most {@link maxVerdicts}, the last always among them. */
export function verdictsIn(text: string, pattern: Pattern): readonly WrittenVerdict[] {
  const found: WrittenVerdict[] = [];
  for (const match of pattern.matches(text)) {
    const { start, end } = match;
    const verdict = { span: { start, end }, text: textOf(text, { start, end }), label: match.textOf(1) ?? "" };
    if (found.length < maxVerdicts) found.push(verdict);
    else found[maxVerdicts - 1] = verdict;
  }
  return found;
}

export function lastVerdict(text: string, pattern: Pattern): WrittenVerdict | undefined {
  return verdictsIn(text, pattern).at(-1);
}
