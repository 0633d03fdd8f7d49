import type { Facts } from "../facts/facts";
import type { Verdict } from "../model/sample";
import type { ReadingName } from "../verdicts/verdicts";

/** What each reader takes for the judge's verdict; null where it reads none. */
export type VerdictByReading = Readonly<Record<ReadingName, Verdict | null>>;

/** A judge's verdict in its four readings; undefined for a trace that is no judge's, or that is not there yet. */
export function verdictOf(facts: Facts): VerdictByReading | undefined {
  const { sample } = facts;
  if (sample.unanswered) return undefined;
  const readings = facts.judgement(sample.completion)?.readings;
  return (
    readings && {
      parsed: readings.parsed.verdict ?? null,
      train: readings.train.verdict ?? null,
      eval: readings.eval.verdict ?? null,
      sftFilter: readings.sftFilter.verdict ?? null,
    }
  );
}
