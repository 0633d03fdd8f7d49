import { severities, type Severity } from "../model/finding";
import type { Position } from "../text/lineTable";
import { Groups } from "./groups";
import { findingsOf, type PlacedFinding, type Result, type TraceResult } from "../engine/results";

/** Codes of records that were skipped for a reason that cannot be fixed in the record itself. */
const couldNotRun: ReadonlySet<string> = new Set(["record-too-long", "crashed"]);

/** What one rule found. */
export interface RuleTally {
  count: number;
  /** In how many traces (or unreadable records). */
  samples: number;
  /** Only the place, because a finding keeps everything that was read with it in memory. */
  readonly first: { readonly file: string; readonly start: Position };
  /** How many were checked for a fix, and how many have one. */
  fixable: number;
  /** Sum of the reward that its findings cost; undefined if that is known for none of them. */
  lost: number | undefined;
}

/** The counts of another thread. */
export type TallyCounts = Pick<
  Tally,
  | "counts"
  | "rules"
  | "traces"
  | "notPassing"
  | "rewarded"
  | "unreadable"
  | "crashed"
  | "unprofiled"
  | "leftOut"
  | "files"
  | "groups"
>;

/** Counts of everything that was audited. */
export class Tally {
  readonly counts: Record<Severity, number> = { error: 0, warning: 0, information: 0 };
  readonly rules = new Map<string, RuleTally>();
  traces = 0;
  /** Traces for which the cost of findings is known. */
  rewarded = 0;
  /** Traces that did not pass the filter: they are counted nowhere else. */
  notPassing = 0;
  unreadable = 0;
  /** Of the unreadable records: those that are too long, or on which the program failed. */
  crashed = 0;
  /** Traces that no profile reads: nothing was checked in them. */
  unprofiled = 0;
  /** Findings that are not listed because one rule had too many on a trace. */
  leftOut = 0;
  files = 0;
  /** Counts traces whose rollouts were requested. */
  readonly groups = new Groups();

  add(result: Result): void {
    if (result.kind === "trace" && result.isLeftOut) {
      this.notPassing++;
      return;
    }
    if (result.kind === "trace") {
      this.traces++;
      const { rollout } = result;
      if (rollout !== undefined) this.groups.add(rollout.group, rollout.recorded);
      this.leftOut += result.leftOut;
      if (!result.checked) this.unprofiled++;
      if (result.costs !== undefined) this.rewarded++;
    } else {
      this.unreadable++;
      if (couldNotRun.has(result.error.code)) this.crashed++;
    }
    this.addFindings(result.file, findingsOf(result));
    if (result.kind === "trace") this.addCosts(result.costs);
  }

  private addCosts(costs: TraceResult["costs"]): void {
    for (const [id, cost] of costs ?? []) {
      const rule = this.rules.get(id);
      if (rule !== undefined) rule.lost = (rule.lost ?? 0) + cost;
    }
  }

  /** Counts findings of one trace, or of one record. */
  addFindings(file: string, findings: readonly PlacedFinding[]): void {
    const seen = new Set<string>();
    for (const finding of findings) {
      this.counts[finding.severity]++;
      let rule = this.rules.get(finding.rule);
      if (rule === undefined) {
        rule = { count: 0, samples: 0, first: { file, start: finding.range.start }, fixable: 0, lost: undefined };
        this.rules.set(finding.rule, rule);
      }
      rule.count++;
      if (finding.fixable === true) rule.fixable++;
      if (!seen.has(finding.rule)) rule.samples++;
      seen.add(finding.rule);
    }
  }

  /** Adds the counts of later records. */
  merge(other: TallyCounts): void {
    this.traces += other.traces;
    this.rewarded += other.rewarded;
    this.notPassing += other.notPassing;
    this.unreadable += other.unreadable;
    this.crashed += other.crashed;
    this.unprofiled += other.unprofiled;
    this.leftOut += other.leftOut;
    this.files += other.files;
    this.groups.merge(other.groups);
    for (const severity of severities) this.counts[severity] += other.counts[severity];
    for (const [id, { count, samples, first, fixable, lost }] of other.rules) {
      const rule = this.rules.get(id);
      if (rule === undefined) this.rules.set(id, { count, samples, first, fixable, lost });
      else {
        rule.count += count;
        rule.samples += samples;
        rule.fixable += fixable;
        if (lost !== undefined) rule.lost = (rule.lost ?? 0) + lost;
      }
    }
  }

  /** How many traces were checked. */
  get checked(): number {
    return this.traces - this.unprofiled;
  }

  /** Is there a finding of at least that severity? */
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
