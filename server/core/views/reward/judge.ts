import type { Facts } from "../../facts/facts";
import type { Judgement } from "../../facts/judgement";
import { readingConflicts } from "../../verdicts/readingConflicts";
import type { Location } from "../../model/finding";
import type { RewardResult } from "../../rewards";
import { isFailure } from "../../rewards";
import { verdictOf } from "./sentence";
import type { Span } from "../../text/span";
import type { JudgeBreakdown } from "./breakdown";

/** The most rubric items that are shown. */
const maxItems = 100;

const readings = {
  train: "RL training: the last 80 characters",
  eval: "Benchmark scripts: the whole text",
  sftFilter: "Filter of distilled traces: the last 100 characters",
} as const;

const failures = {
  none: "none found",
  both: "A and B both found",
  malformed: "neither [[A]] nor [[B]] alone",
  misplaced: "only inside another block",
} as const;

/** The verdict of a judge's trace; undefined for other traces. */
export function judgeBreakdown(facts: Facts, result: RewardResult | undefined): JudgeBreakdown<Location> | undefined {
  const { completion: part } = facts.sample;
  const judgement = facts.judgement(part);
  if (judgement === undefined) return undefined;
  const at = (span: Span): Location => ({ part, span });
  const deciding = result === undefined || isFailure(result) ? undefined : verdictOf(result)?.reading;
  return {
    gold: judgement.gold,
    rubric: judgement.rubricItems.slice(0, maxItems).map(({ name, weight, span }) => ({
      name,
      weight:
        weight && `${weight.value}${weight.unit === "percent" ? " %" : weight.unit === "points" ? " points" : ""}`,
      share: weight?.share,
      place: at(span),
      weightPlace: weight && at(weight.span),
    })),
    readings: Object.values(judgement.readings).map(({ name, verdict, failure, span }) => ({
      name,
      title: name === "parsed" ? `What the author meant: the last ${judgement.form.opener}` : readings[name],
      verdict,
      failure: failure && failures[failure],
      decides: name === deciding,
      place: span && at(span),
    })),
  };
}

const shortNames = { train: "train", eval: "eval", sftFilter: "sft-filter" } as const;

/** What the readings find that differ from what the author meant: "train none, eval both"; empty if none differs. */
export function differingReadings({ readings: all, form, stake }: Judgement): string {
  return readingConflicts(all, form, stake)
    .map(
      ({ reading, verdict, failure }) => `${shortNames[reading]} ${verdict ?? (failure === "both" ? "both" : "none")}`,
    )
    .join(", ");
}
