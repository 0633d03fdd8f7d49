import { sum } from "./numeric";
import { wilson, type Interval } from "./proportion";
import { studentQuantile } from "./student";

/**
 * The data of one prompt: `x` right of `n` judgements, with both orders and all repeats; or a sum of `n` differences.
 */
export interface Cluster {
  readonly x: number;
  readonly n: number;
}

export interface ClusterFigures {
  readonly value: number;
  /** Standard errors by clusters, without and with the factor m/(m − 1) for few clusters. */
  readonly standardError: number;
  readonly standardErrorOfFew: number | undefined;
  /** 95 %, by the error of few and Student's t of m − 1 degrees of freedom; undefined for a single cluster. */
  readonly interval: Interval | undefined;
  readonly clusters: number;
  /** With fewer than 20 clusters the interval means little, and this must be said. */
  readonly few: boolean;
}

/**
 * A ratio of sums with its standard error by clusters (Miller 2024, arXiv 2411.00640); undefined if nothing was
 * observed.
 */
export function clustered(clusters: readonly Cluster[]): ClusterFigures | undefined {
  const n = sum(clusters.map((cluster) => cluster.n));
  if (n === 0) return undefined;
  const value = ratio(clusters);
  const variance = sum(clusters.map((cluster) => (cluster.x - value * cluster.n) ** 2)) / n ** 2;
  const m = clusters.length;
  const error = m < 2 ? undefined : Math.sqrt((variance * m) / (m - 1));
  const reach = error === undefined ? 0 : error * studentQuantile(m - 1);
  return {
    value,
    standardError: Math.sqrt(variance),
    standardErrorOfFew: error,
    interval: error === undefined ? undefined : { low: value - reach, high: value + reach },
    clusters: m,
    few: m < 20,
  };
}

/**
 * The interval of a share that was observed in clusters, `n` times: it lies within 0 and 1, and where the clusters do not
 * differ, so that by them it has no width, it is Wilson's.
 */
export function shareInterval(
  { value, interval }: Pick<ClusterFigures, "value" | "interval">,
  n: number,
): Interval | undefined {
  if (interval === undefined) return undefined;
  const isNarrow = interval.high - interval.low < 1e-9;
  const { low, high } = (isNarrow ? wilson(Math.round(value * n), n) : undefined) ?? interval;
  return { low: Math.max(0, low), high: Math.min(1, high) };
}

/** Σx/Σn. */
export function ratio(clusters: readonly Cluster[]): number {
  return sum(clusters.map(({ x }) => x)) / sum(clusters.map(({ n }) => n));
}

export interface BootstrapOptions {
  readonly seed: number;
  readonly draws?: number;
}

/**
 * The 95 % bootstrap interval: clusters drawn with replacement, percentiles of the ratios. The same seed gives the same
 * interval.
 */
export function bootstrap(
  clusters: readonly Cluster[],
  { seed, draws = 2000 }: BootstrapOptions,
): { readonly low: number; readonly high: number } | undefined {
  if (clusters.length === 0) return undefined;
  const random = mulberry32(seed);
  const ratios: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    const drawn = clusters.map(() => clusters[Math.floor(random() * clusters.length)]).filter((c) => c !== undefined);
    const value = ratio(drawn);
    if (!Number.isNaN(value)) ratios.push(value);
  }
  ratios.sort((a, b) => a - b);
  return { low: percentile(ratios, 0.025), high: percentile(ratios, 0.975) };
}

/** The percentile of sorted values, as the inverse of their distribution (type 1 of Hyndman and Fan 1996). */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length - 1e-9) - 1)] ?? Number.NaN;
}

/**
 * A small generator of random numbers from 0 to 1 (Tommy Ettinger's Mulberry32): the same sequence for the same seed on
 * every machine.
 */
function mulberry32(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}
