import type { Severity } from "../model/finding";
import type { Position } from "../text/lineTable";
import { findingsOf, type Result } from "../engine/results";

/** What one rule found. */
export interface RuleTally {
  count: number;
  /** In how many traces (or unreadable records). */
  samples: number;
  /** Only the place: a finding holds on to all that was read with it. */
  readonly first: { readonly file: string; readonly start: Position };
}

/** Counts over everything that was audited. */
export class Tally {
  readonly counts: Record<Severity, number> = { error: 0, warning: 0, information: 0 };
  readonly rules = new Map<string, RuleTally>();
  traces = 0;
  unreadable = 0;
  /** Traces that no profile reads: nothing was checked in them. */
  unprofiled = 0;
  /** Findings that were not listed because one rule had too many on a trace. */
  leftOut = 0;
  files = 0;

  add(result: Result): void {
    if (result.kind === "trace") {
      this.traces++;
      this.leftOut += result.leftOut;
      if (result.profile === undefined) this.unprofiled++;
    } else this.unreadable++;
    const seen = new Set<string>();
    for (const finding of findingsOf(result)) {
      this.counts[finding.severity]++;
      let rule = this.rules.get(finding.rule);
      if (rule === undefined) {
        rule = { count: 0, samples: 0, first: { file: result.file, start: finding.range.start } };
        this.rules.set(finding.rule, rule);
      }
      rule.count++;
      if (!seen.has(finding.rule)) rule.samples++;
      seen.add(finding.rule);
    }
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
