/** The number of a step's samples that have some property. */
export interface StepCount {
  readonly step: number;
  readonly k: number;
  readonly n: number;
}

/** The step at which a share changes. */
export interface ChangePoint {
  /** The first step of the second part. */
  readonly step: number;
  readonly before: number;
  readonly after: number;
  /** The two-proportion z of the two parts; its sign is that of the change. */
  readonly z: number;
}

/** A smaller z is not reported: with many steps, the largest z is that large by chance. */
export const leastChange = 4;

/**
 * The cut between steps at which a share changed most: the largest two-proportion z (pooled) over all cuts.
 *
 * @param counts in the order of the steps
 * @returns undefined if none reaches {@link leastChange}
 */
export function changePoint(counts: readonly StepCount[]): ChangePoint | undefined {
  let [totalK, totalN] = [0, 0];
  for (const { k, n } of counts) {
    totalK += k;
    totalN += n;
  }
  const pooled = totalK / totalN;
  let best: ChangePoint | undefined;
  let [k, n] = [0, 0];
  for (const [i, count] of counts.entries()) {
    if (i > 0 && n > 0 && n < totalN) {
      const [before, after] = [k / n, (totalK - k) / (totalN - n)];
      const error = Math.sqrt(pooled * (1 - pooled) * (1 / n + 1 / (totalN - n)));
      const z = (after - before) / error;
      if (Math.abs(z) >= leastChange && Math.abs(z) > Math.abs(best?.z ?? 0))
        best = { step: count.step, before, after, z };
    }
    k += count.k;
    n += count.n;
  }
  return best;
}
