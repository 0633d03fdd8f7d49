import { severities, type Severity } from "../model/finding";
import type { Position } from "../text/lineTable";
import { Groups } from "./groups";
import { findingsOf, type PlacedFinding, type Result } from "../engine/results";

/** Codes of records that were passed over through no fault that can be fixed in them alone. */
const couldNotRun: ReadonlySet<string> = new Set(["record-too-long", "crashed"]);

/** What one rule found. */
export interface RuleTally {
  count: number;
  /** In how many traces (or unreadable records). */
  samples: number;
  /** Only the place: a finding holds on to all that was read with it. */
  readonly first: { readonly file: string; readonly start: Position };
  /** Of how many it was asked whether they can be fixed, and how many can. */
  fixable: number;
}

/** What was counted, as another thread gives it. */
export type TallyCounts = Pick<
  Tally,
  "counts" | "rules" | "traces" | "unreadable" | "crashed" | "unprofiled" | "leftOut" | "files" | "groups"
>;

/** Counts over everything that was audited. */
export class Tally {
  readonly counts: Record<Severity, number> = { error: 0, warning: 0, information: 0 };
  readonly rules = new Map<string, RuleTally>();
  traces = 0;
  unreadable = 0;
  /** Of those that cannot be read: records that are too long, or over which the program failed. */
  crashed = 0;
  /** Traces that no profile reads: nothing was checked in them. */
  unprofiled = 0;
  /** Findings that were not listed because one rule had too many on a trace. */
  leftOut = 0;
  files = 0;
  /** Of traces whose rollouts were asked for. */
  readonly groups = new Groups();

  add(result: Result): void {
    if (result.kind === "trace") {
      this.traces++;
      const { rollout } = result;
      if (rollout !== undefined) this.groups.add(rollout.group, rollout.recorded);
      this.leftOut += result.leftOut;
      if (!result.checked) this.unprofiled++;
    } else {
      this.unreadable++;
      if (couldNotRun.has(result.error.code)) this.crashed++;
    }
    this.addFindings(result.file, findingsOf(result));
  }

  /** Counts findings of one trace, or of one record. */
  addFindings(file: string, findings: readonly PlacedFinding[]): void {
    const seen = new Set<string>();
    for (const finding of findings) {
      this.counts[finding.severity]++;
      let rule = this.rules.get(finding.rule);
      if (rule === undefined) {
        rule = { count: 0, samples: 0, first: { file, start: finding.range.start }, fixable: 0 };
        this.rules.set(finding.rule, rule);
      }
      rule.count++;
      if (finding.fixable === true) rule.fixable++;
      if (!seen.has(finding.rule)) rule.samples++;
      seen.add(finding.rule);
    }
  }

  /** Takes over what was counted of records that come behind those counted here. */
  merge(other: TallyCounts): void {
    this.traces += other.traces;
    this.unreadable += other.unreadable;
    this.crashed += other.crashed;
    this.unprofiled += other.unprofiled;
    this.leftOut += other.leftOut;
    this.files += other.files;
    this.groups.merge(other.groups);
    for (const severity of severities) this.counts[severity] += other.counts[severity];
    for (const [id, { count, samples, first, fixable }] of other.rules) {
      const rule = this.rules.get(id);
      if (rule === undefined) this.rules.set(id, { count, samples, first, fixable });
      else {
        rule.count += count;
        rule.samples += samples;
        rule.fixable += fixable;
      }
    }
  }

  /** How many traces were checked. */
  get checked(): number {
    return this.traces - this.unprofiled;
  }

  /** Is there a finding of that severity or a graver one? */
  reaches(severity: Severity | "never"): boolean {
    const { error, warning, information } = this.counts;
    switch (severity) {
      case "never":
        return false;
      case "error":
        return error > 0;
      case "warning":
        return error + warning > 0;
      case "information":
        return error + warning + information > 0;
    }
  }
}
