import type { Result, TraceResult } from "../../core/engine/results";
import type { PassedOverCounts, PassedOverTally } from "../../core/report/passedOver";
import type { SourceLines } from "../output/outputFormat";

/**
 * A result that is written only after everything before it. It contains messages that are shown once per file, and only
 * then is it known whether this result is the first of its kind in the file. Plain data.
 */
export interface HeldResult {
  readonly result: TraceResult;
  /** The lines with its findings. */
  readonly lines: ReadonlyMap<number, ReturnType<SourceLines["line"]>>;
}

/**
 * Counts the parts of a result's record that are not understood.
 *
 * @returns the result to hold back, if it is the first of a kind among those that were counted
 */
export function countNotUnderstood(result: Result, counted: PassedOverTally): TraceResult | undefined {
  const { record, notUnderstood = [] } = result;
  const first = notUnderstood.filter(({ what, count, finding }) =>
    counted.add(what, { count, record, line: finding.range.start.line }),
  );
  return first.length === 0 || result.kind !== "trace" ? undefined : { ...result, notUnderstood: first };
}

export function held(result: TraceResult, source: SourceLines): HeldResult {
  const findings = [...result.findings, ...(result.notUnderstood ?? []).map(({ finding }) => finding)];
  const numbers = new Set(findings.map(({ range }) => range.start.line));
  return { result, lines: new Map(Array.from(numbers, (number) => [number, source.line(number)])) };
}

/** The result, with the once-per-file messages for which it is the first in the file. */
export function released({ result }: HeldResult, { kinds }: PassedOverCounts): TraceResult {
  const { record, findings, notUnderstood = [] } = result;
  const told = notUnderstood.filter(({ what }) => kinds.get(what)?.record === record).map(({ finding }) => finding);
  return { ...result, findings: [...told, ...findings] };
}

export function linesOf({ lines }: HeldResult): SourceLines {
  return { line: (number) => lines.get(number) ?? { text: "", from: 0 } };
}
