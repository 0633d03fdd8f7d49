import type { Result, TraceResult } from "../../core/engine/results";
import type { PassedOverCounts, PassedOverTally } from "../../core/report/passedOver";
import type { SourceLines } from "../output/outputFormat";

/**
 * A result that is written only when all before it is: it holds what is told once a file, and only then it is known
 * whether it stands there first. Plain data.
 */
export interface HeldResult {
  readonly result: TraceResult;
  /** The lines that its findings stand on. */
  readonly lines: ReadonlyMap<number, ReturnType<SourceLines["line"]>>;
}

/**
 * Counts what a result's record holds that is not understood.
 *
 * @returns the result to be held, where it is the first of a kind among those that were counted
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

/** The result, with what is told once a file where it stands there first. */
export function released({ result }: HeldResult, { kinds }: PassedOverCounts): TraceResult {
  const { record, findings, notUnderstood = [] } = result;
  const told = notUnderstood.filter(({ what }) => kinds.get(what)?.record === record).map(({ finding }) => finding);
  return { ...result, findings: [...told, ...findings] };
}

export function linesOf({ lines }: HeldResult): SourceLines {
  return { line: (number) => lines.get(number) ?? { text: "", from: 0 } };
}
