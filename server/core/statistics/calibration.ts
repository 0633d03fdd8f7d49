import { sum } from "./numeric";

/** A verdict's confidence, from 0 to 1, and whether it was right. */
export interface Claim {
  readonly confidence: number;
  readonly right: boolean;
}

export interface CalibrationBin {
  readonly n: number;
  /** Mean confidence and share of right verdicts. */
  readonly confidence: number;
  readonly right: number;
  /** Fewer than 10: too few to conclude anything from; drawn in grey. */
  readonly few: boolean;
}

export interface CalibrationFigures {
  /** Expected calibration error: Σ n_b/N · |right_b − conf_b|. */
  readonly ece: number;
  /** Brier (1950): mean (confidence − right)². */
  readonly brier: number;
  readonly bins: readonly CalibrationBin[];
  readonly n: number;
}

/**
 * Calibration by bins of equal mass (Nixon 2019): the first N mod M bins are one larger, and equal values are never
 * split. If there are at most M distinct values (votes), each is a bin.
 *
 * @returns undefined if there are no claims
 */
export function calibration(claims: readonly Claim[], bins = 10): CalibrationFigures | undefined {
  if (claims.length === 0) return undefined;
  const sorted = [...claims].sort((a, b) => a.confidence - b.confidence);
  const filled = cut(sorted, bins).map((bin): CalibrationBin => {
    const n = bin.length;
    return {
      n,
      confidence: sum(bin.map(({ confidence }) => confidence)) / n,
      right: bin.filter(({ right }) => right).length / n,
      few: n < 10,
    };
  });
  const n = claims.length;
  return {
    ece: sum(filled.map((bin) => (bin.n / n) * Math.abs(bin.right - bin.confidence))),
    brier: sum(claims.map(({ confidence, right }) => (confidence - Number(right)) ** 2)) / n,
    bins: filled,
    n,
  };
}

function cut(sorted: readonly Claim[], bins: number): readonly Claim[][] {
  const distinct = new Set(sorted.map(({ confidence }) => confidence)).size;
  const size = Math.floor(sorted.length / bins);
  const larger = sorted.length % bins;
  const parts: Claim[][] = [];
  for (let start = 0, planned = 0, bin = 0; start < sorted.length; bin++) {
    planned = distinct <= bins ? start + 1 : Math.max(planned + size + (bin < larger ? 1 : 0), start + 1);
    let end = Math.min(planned, sorted.length);
    while (end < sorted.length && sorted[end]?.confidence === sorted[end - 1]?.confidence) end++;
    parts.push(sorted.slice(start, end));
    start = end;
  }
  return parts;
}
