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

/**
 * Reads a filter; where a term cannot be read, the others hold.
 *
 * @param refused why a term that can be read would find nothing in this run, whatever its samples are: that is a
 * problem, too, as it would leave nothing without a word
 */
export function appliedFilter(
  text: string,
  refused: (filter: Filter) => string | undefined = () => undefined,
): AppliedFilter {
  const problemOf = (filter: ReturnType<typeof parseFilter>, span: Span): FilterProblem | undefined => {
    if ("problem" in filter) return filter.problem;
    const message = refused(filter);
    return message === undefined ? undefined : { message, span };
  };
  const whole = parseFilter(text);
  const terms = filterTerms(text);
  const all = { start: 0, end: text.length };
  const wholeProblem = problemOf(whole, all);
  if (!("problem" in whole) && wholeProblem === undefined) return { filter: whole, problem: undefined, leftOut: [] };
  if (terms.some(({ isOperator }) => isOperator)) {
    return { filter: { kind: "all", of: [] }, problem: wholeProblem, leftOut: [all] };
  }
  const of: Filter[] = [];
  const leftOut: Span[] = [];
  let problem = "problem" in whole ? whole.problem : undefined;
  for (const { start, end, text: written } of terms) {
    const term = parseFilter(written);
    const own = problemOf(term, { start, end });
    problem ??= own;
    if ("problem" in term || own !== undefined) leftOut.push({ start, end });
    else of.push(term);
  }
  return { filter: { kind: "all", of }, problem, leftOut };
}
