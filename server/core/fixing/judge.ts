import type { AuditedSample } from "../audit/auditedFile";
import { severities, type Finding, type Severity } from "../model/finding";
import { isFailure } from "../rewards";

/** The reward of a sample; undefined if there is none, or if it cannot be scored. */
export function scoreOf({ facts }: AuditedSample): number | undefined {
  const { reward } = facts;
  return reward === undefined || isFailure(reward) ? undefined : reward.total;
}

/**
 * Is a record better after fixes of these findings than before? There must be fewer of these findings, no new finding
 * as severe as the mildest of them, and no lower or lost reward.
 */
export function isBetter(
  before: readonly AuditedSample[],
  after: readonly AuditedSample[],
  fixed: readonly Finding[],
): boolean {
  if (before.length !== after.length) return false;
  const mildest = Math.max(...fixed.map(({ severity }) => severities.indexOf(severity)));
  const rules = new Set(fixed.map(({ rule }) => rule));
  let gone = 0;
  for (const [i, old] of before.entries()) {
    const now = after[i];
    if (now === undefined) return false;
    const [oldScore, newScore] = [scoreOf(old), scoreOf(now)];
    if (oldScore !== undefined && (newScore === undefined || newScore < oldScore - 1e-9)) return false;
    const [oldCounts, newCounts] = [counts(old), counts(now)];
    for (const [key, { severity, count }] of newCounts) {
      if (severities.indexOf(severity) <= mildest && count > (oldCounts.get(key)?.count ?? 0)) return false;
    }
    for (const rule of rules) gone += countOf(old, rule) - countOf(now, rule);
  }
  return gone > 0;
}

/** The number of findings of a rule, including those that were left out. */
export function countOf({ findings, leftOut }: AuditedSample, rule: string): number {
  return findings.filter((finding) => finding.rule === rule).length + (leftOut[rule] ?? 0);
}

function counts({ findings, leftOut }: AuditedSample): Map<string, { severity: Severity; count: number }> {
  const found = new Map<string, { severity: Severity; count: number }>();
  for (const { rule, severity } of findings) {
    const key = `${rule} ${severity}`;
    const entry = found.get(key);
    if (entry === undefined) found.set(key, { severity, count: 1 + (leftOut[rule] ?? 0) });
    else entry.count++;
  }
  return found;
}
