import type { Sample } from "../model/sample";

/**
 * The samples that are earlier turns of a rollout: behind them in their record stands the answer that is rewarded for
 * all of its turns.
 */
export function earlierTurns(samples: readonly Sample[]): ReadonlySet<Sample> {
  const earlier = new Set<Sample>();
  /** Number of the last record with a rewarded trace, from the end. */
  let rewarded: number | undefined;
  for (let i = samples.length - 1; i >= 0; i--) {
    const sample = samples[i] as Sample;
    if (sample.rewarded) rewarded = sample.record;
    else if (sample.record === rewarded) earlier.add(sample);
  }
  return earlier;
}
