import { sum, z95 } from "./numeric";
import type { Interval } from "./proportion";

/** Why a figure is missing, for people. */
export type Undefined = { readonly undefined: string };

export interface Kappa {
  /** Cohen's κ: 1 is full agreement, 0 what chance gives. */
  readonly kappa: number;
  readonly standardError: number;
  /** 95 %, by the normal distribution. */
  readonly interval: Interval;
  /** The share on which both agree. */
  readonly observed: number;
  readonly n: number;
}

/**
 * Cohen's κ (1960) of two judges, with the variance of Fleiss, Cohen and Everitt (1969).
 *
 * @param table how often judge 1 gave label i and judge 2 label j
 */
export function cohenKappa(table: readonly (readonly number[])[]): Kappa | Undefined {
  const n = sum(table.flat());
  if (n === 0) return { undefined: "no sample has a verdict of both" };
  const p = table.map((row) => row.map((count) => count / n));
  const rows = p.map((row) => sum(row));
  const columns = p.map((_, j) => sum(p.map((row) => row[j] ?? 0)));
  const at = (i: number, j: number): number => p[i]?.[j] ?? 0;
  const labels = [...p.keys()];
  const observed = sum(labels.map((i) => at(i, i)));
  const expected = sum(labels.map((i) => (rows[i] ?? 0) * (columns[i] ?? 0)));
  if (1 - expected < 1e-12) return { undefined: "both always gave the same label" };
  const kappa = (observed - expected) / (1 - expected);
  const agreeing = labels.map((i) => at(i, i) * (1 - ((rows[i] ?? 0) + (columns[i] ?? 0)) * (1 - kappa)) ** 2);
  const differing = labels.flatMap((i) =>
    labels.filter((j) => j !== i).map((j) => at(i, j) * ((columns[i] ?? 0) + (rows[j] ?? 0)) ** 2),
  );
  const variance =
    (sum(agreeing) + (1 - kappa) ** 2 * sum(differing) - (kappa - expected * (1 - kappa)) ** 2) /
    (n * (1 - expected) ** 2);
  const standardError = Math.sqrt(Math.max(0, variance));
  const interval = { low: kappa - z95 * standardError, high: kappa + z95 * standardError };
  return { kappa, standardError, interval, observed, n };
}

/** The verdicts on one sample, one for each judge; undefined if a judge gave none. */
export type Unit = readonly (string | undefined)[];

export interface Alpha {
  /** Krippendorff's α, nominal: 1 is full agreement, 0 what chance gives. */
  readonly alpha: number;
  readonly observedDisagreement: number;
  readonly expectedDisagreement: number;
  /** Samples with two verdicts or more. */
  readonly n: number;
}

/**
 * Krippendorff's α for nominal labels: for any number of judges; verdicts can be missing, and units with one verdict do
 * not count.
 */
export function krippendorffAlpha(units: readonly Unit[]): Alpha | Undefined {
  const totals = new Map<string, number>();
  let disagreeing = 0;
  let n = 0;
  for (const unit of units) {
    const counts = countsOf(unit);
    const m = sum(counts.values());
    if (m < 2) continue;
    n++;
    for (const [label, count] of counts) {
      totals.set(label, (totals.get(label) ?? 0) + count);
      disagreeing += (count * (m - count)) / (m - 1);
    }
  }
  const all = sum(totals.values());
  if (all === 0) return { undefined: "no sample has two verdicts" };
  const expected = sum([...totals.values()].map((count) => count * (all - count))) / (all * (all - 1));
  if (expected === 0) return { undefined: "all verdicts are the same label" };
  const observed = disagreeing / all;
  return { alpha: 1 - observed / expected, observedDisagreement: observed, expectedDisagreement: expected, n };
}

export interface AC1 {
  readonly ac1: number;
  readonly observed: number;
  readonly expected: number;
}

/**
 * Gwet's AC1 (2008), which stays meaningful if nearly all verdicts are the same label: agreement over units with two
 * verdicts or more, chance by the labels' shares over all units with a verdict.
 */
export function gwetAC1(units: readonly Unit[]): AC1 | Undefined {
  const labels = new Set(units.flatMap((unit) => unit.filter((label) => label !== undefined)));
  if (labels.size < 2) return { undefined: "there are fewer than two labels" };
  const shares = new Map<string, number>();
  const agreements: number[] = [];
  let judged = 0;
  for (const unit of units) {
    const counts = countsOf(unit);
    const m = sum(counts.values());
    if (m === 0) continue;
    judged++;
    for (const [label, count] of counts) shares.set(label, (shares.get(label) ?? 0) + count / m);
    if (m > 1) agreements.push(sum([...counts.values()].map((count) => (count * (count - 1)) / (m * (m - 1)))));
  }
  if (agreements.length === 0) return { undefined: "no sample has two verdicts" };
  const observed = sum(agreements) / agreements.length;
  const expected =
    sum([...shares.values()].map((total) => (total / judged) * (1 - total / judged))) / (labels.size - 1);
  return { ac1: (observed - expected) / (1 - expected), observed, expected };
}

/** The largest share of one label among all verdicts; above 0.8, AC1 should be shown beside κ and α. */
export function largestShare(units: readonly Unit[]): number {
  const totals = countsOf(units.flat());
  const all = sum(totals.values());
  return all === 0 ? 0 : Math.max(...totals.values()) / all;
}

function countsOf(unit: Unit): Map<string, number> {
  const counts = new Map<string, number>();
  for (const label of unit) if (label !== undefined) counts.set(label, (counts.get(label) ?? 0) + 1);
  return counts;
}
