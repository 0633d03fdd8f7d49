import type { Facts } from "../facts/facts";
import type { Label } from "../verdicts/forms/judgedText";

/** What each reader takes as the judge's verdict; null if it finds none. `parsed` is what the author means. */
export type VerdictByReading = Readonly<Record<string, Label>>;

/**
 * A judge's verdict as it is meant and as programs read it; undefined if the trace is not a judge's or does not exist
 * yet.
 */
export function verdictOf(facts: Facts): VerdictByReading | undefined {
  const { sample } = facts;
  if (sample.unanswered) return undefined;
  const readings = facts.judgement(sample.completion)?.readings;
  if (readings !== undefined) {
    return {
      parsed: readings.parsed.verdict ?? null,
      train: readings.train.verdict ?? null,
      eval: readings.eval.verdict ?? null,
      sftFilter: readings.sftFilter.verdict ?? null,
    };
  }
  const judged = facts.judged(sample.completion);
  if (judged === undefined) return facts.judgeForms.length > 0 ? { parsed: null } : undefined;
  const byProgram = judged.readings.map(({ name, read }) => {
    return [name, read === undefined || read === "raises" ? null : read.label] as const;
  });
  return { parsed: judged.meant?.label ?? null, ...Object.fromEntries(byProgram) };
}
