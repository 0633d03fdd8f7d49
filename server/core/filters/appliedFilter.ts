import type { Span } from "../text/span";
import type { Filter } from "./filter";
import { filterTerms } from "./filterTerms";
import { parseFilter } from "./parseFilter";
import type { FilterProblem } from "./scanner";

/** What of a filter holds while a part of it cannot be read. */
export interface AppliedFilter {
  readonly filter: Filter;
  /** The first thing that cannot be read. */
  readonly problem: FilterProblem | undefined;
  /** What was left out: terms that cannot be read; all of the filter where `or` joins its terms. */
  readonly leftOut: readonly Span[];
}

/** Reads a filter; where a term cannot be read, the others hold. */
export function appliedFilter(text: string): AppliedFilter {
  const whole = parseFilter(text);
  if (!("problem" in whole)) return { filter: whole, problem: undefined, leftOut: [] };
  const terms = filterTerms(text);
  const { problem } = whole;
  if (terms.some(({ isOperator }) => isOperator)) {
    return { filter: { kind: "all", of: [] }, problem, leftOut: [{ start: 0, end: text.length }] };
  }
  const of: Filter[] = [];
  const leftOut: Span[] = [];
  for (const { start, end, text: written } of terms) {
    const term = parseFilter(written);
    if ("problem" in term) leftOut.push({ start, end });
    else of.push(term);
  }
  return { filter: { kind: "all", of }, problem, leftOut };
}
