import { parse } from "../generated/trace.mjs";
import type { Span } from "../text/span";

/** A tag as the grammar found it (grammars/trace.peggy): its meaning is not known yet. */
export interface RunTag {
  readonly closer: boolean;
  /** The name, up to the first character that cannot be in a name. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
  /** 0: clean. 1: more than the name before the `>`. 2: no `>`. */
  readonly form: 0 | 1 | 2;
}

/** The grammar's limit of `<` that are examined in one text; everything after them is text. */
export const maxItems = 100_000;

/** So many lines of a block are told apart. */
const maxLines = 1_000_000;

export interface Run {
  /** The tags in order; everything between them is text. */
  readonly tags: readonly RunTag[];
  /** Does the text have so many `<` that not all were examined? */
  readonly truncated: boolean;
}

export function readRun(text: string): Run {
  const items = parse(text) as (RunTag | null)[];
  return { tags: items.filter((item) => item !== null), truncated: items.length >= maxItems };
}

/**
 * The lines of `range`, without their `\n`; a range that ends in `\n` has an empty last line. After a million lines,
 * the last one holds the rest.
 */
export function readLines(text: string, range: Span): Span[] {
  const lines: Span[] = [];
  // Searched within the range alone: the rest of the text may have no line end, and many ranges ask.
  const within = text.slice(range.start, range.end);
  let { start } = range;
  for (let end = within.indexOf("\n"); end >= 0; end = within.indexOf("\n", start - range.start)) {
    if (lines.length + 1 >= maxLines) break;
    lines.push({ start, end: range.start + end });
    start = range.start + end + 1;
  }
  lines.push({ start, end: range.end });
  return lines;
}
