import type { Breakdown, CallShare, CallShares, JudgeBreakdown, RewardNumbers } from "./breakdown";

/** The same breakdown with a face's own places instead of the core's. */
export function withPlaces<From, To>(
  { sentence, failure, reward, parts, calls, raises, judge }: Breakdown<From>,
  convert: (place: From) => To,
): Breakdown<To> {
  const place = (from: From | undefined): To | undefined => (from === undefined ? undefined : convert(from));
  return {
    sentence,
    raises,
    failure: failure && { message: failure.message, place: place(failure.place) },
    reward: reward && rewardWith(reward, place),
    parts: parts.map((part) => ({ ...part, place: place(part.place) })),
    calls: calls && callsWith(calls, place),
    judge: judge && judgeWith(judge, convert, place),
  };
}

type Convert<From, To> = (place: From | undefined) => To | undefined;

function rewardWith<From, To>(reward: RewardNumbers<From>, place: Convert<From, To>): RewardNumbers<To> {
  return { ...reward, parts: reward.parts.map((part) => ({ ...part, place: place(part.place) })) };
}

function callsWith<From, To>(shares: CallShares<From>, place: Convert<From, To>): CallShares<To> {
  return {
    ...shares,
    calls: shares.calls.map((call): CallShare<To> => ({
      ...call,
      place: place(call.place),
      truth: place(call.truth),
      parameters: call.parameters.map((parameter) => ({
        ...parameter,
        place: place(parameter.place),
        truth: place(parameter.truth),
      })),
    })),
  };
}

function judgeWith<From, To>(
  judge: JudgeBreakdown<From>,
  convert: (place: From) => To,
  place: Convert<From, To>,
): JudgeBreakdown<To> {
  return {
    gold: judge.gold,
    rubric: judge.rubric.map((item) => ({
      ...item,
      place: convert(item.place),
      weightPlace: place(item.weightPlace),
    })),
    readings: judge.readings.map((reading) => ({ ...reading, place: place(reading.place) })),
  };
}
