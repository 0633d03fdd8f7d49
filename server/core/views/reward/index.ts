import type { Facts } from "../../facts/facts";
import type { Location } from "../../model/finding";
import type { RewardDefinition } from "../../model/reward";
import { isFailure, namedOptions, type Reward, type RewardResult } from "../../rewards";
import type { Breakdown, RewardNumbers } from "./breakdown";
import { callShares } from "./callShares";
import { differingReadings, judgeBreakdown } from "./judge";
import { loosePartsInWords, loosePartsOf } from "./looseParts";
import { raisesOf } from "./raises";
import { sentenceOf, verdictInWords } from "./sentence";

export type * from "./breakdown";
export { ownBreakdown, type OwnBreakdown, type OwnComponent, type OwnDifference } from "./ownScore";
export { withPlaces } from "./places";
export { forLens, hasLens, shareInWords, shortReward } from "./sentence";

/**
 * A sample's reward for people; undefined if there is nothing to say: no reward, and no judge's verdict.
 *
 * @param result the sample's reward (`facts.reward`), or the one under another variant or step
 */
export function breakdownOf(facts: Facts, result: RewardResult | undefined): Breakdown<Location> | undefined {
  const judge = facts.sample.unanswered ? undefined : judgeBreakdown(facts, result);
  if (result === undefined) {
    const parts = judge === undefined ? loosePartsOf(facts) : [];
    if (judge === undefined && parts.length === 0) return undefined;
    const sentence = judge === undefined ? loosePartsInWords(parts) : unrewarded(facts);
    return { ...nothing, sentence, parts, judge };
  }
  if (isFailure(result)) {
    const { message, location: place } = result.error;
    const sentence = sentenceOf(result, undefined);
    return { ...nothing, sentence, failure: { message, place }, judge };
  }
  const compared = result.parts.find(({ calls }) => calls !== undefined)?.calls;
  const calls = compared && callShares(compared, facts.sample);
  return {
    sentence: sentenceOf(result, calls) + differing(facts),
    failure: undefined,
    reward: numbersOf(result, facts.profile.reward),
    parts: [],
    calls,
    raises: raisesOf(result),
    judge,
  };
}

const nothing = { failure: undefined, reward: undefined, parts: [], calls: undefined, raises: [] } as const;

function numbersOf(
  { total, min, max, step, parts, options }: Reward,
  definition: RewardDefinition | null,
): RewardNumbers<Location> {
  return {
    total,
    min,
    max,
    step,
    options: namedOptions(definition).flatMap(({ name, values }) => {
      const value = options[name];
      return value === undefined ? [] : [{ name, value, values }];
    }),
    parts: parts.map((part) => ({
      id: part.id,
      title: part.title,
      value: part.value,
      min: part.min,
      max: part.max,
      detail: part.detail,
      place: part.spans[0],
    })),
  };
}

function unrewarded(facts: Facts): string {
  const judgement = facts.judgement(facts.sample.completion);
  const verdict = verdictInWords(judgement?.readings.parsed.verdict);
  const gold = judgement?.gold === undefined ? "no gold label, so no reward" : `gold ${judgement.gold}`;
  return `${verdict} · ${gold}${differing(facts)}`;
}

/** Which readings of a judge's verdict are misled; empty if none is, and for other traces. */
function differing(facts: Facts): string {
  const judgement = facts.judgement(facts.sample.completion);
  const readings = judgement === undefined ? "" : differingReadings(judgement);
  return readings === "" ? "" : ` · readings differ: ${readings}`;
}
