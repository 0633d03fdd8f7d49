import type { AuditedSample } from "../audit/auditedFile";
import type { FixedRecord } from "../fixing/fixRecord";
import { scoreOf } from "../fixing/judge";
import { severities, type Severity } from "../model/finding";
import { formatReward } from "../rewards";
import { counted } from "../text/counted";

/** The number of findings of each severity. */
type Counts = Record<Severity, number>;

/** Counts of what was fixed, in one file or in all. */
export class FixTally {
  files = 0;
  /** Traces that were checked. */
  traces = 0;
  /** Traces that did not pass the filter, and were left as they are. */
  notPassing = 0;
  /** Traces that no profile reads. */
  unchecked = 0;
  /** Records that cannot be read. */
  unread = 0;
  /** Records whose fixes were not all tried. */
  private unfinished = 0;
  private fixed = 0;
  private fixes = 0;
  private becameScorable = 0;
  private sumOfThose = 0;
  private scored = 0;
  private sumBefore = 0;
  private sumAfter = 0;
  private readonly found: Counts = { error: 0, warning: 0, information: 0 };
  private readonly left: Counts = { error: 0, warning: 0, information: 0 };
  private readonly rules = new Map<string, number>();

  add({ made, before, after, unfinished }: FixedRecord): void {
    if (unfinished) this.unfinished++;
    this.traces += before.length;
    for (const { finding } of made) this.rules.set(finding.rule, (this.rules.get(finding.rule) ?? 0) + 1);
    this.fixes += made.length;
    for (const sample of before) count(sample, this.found);
    for (const sample of after) count(sample, this.left);
    for (const [i, old] of before.entries()) {
      const now = after[i];
      if (now === undefined) continue;
      if (made.length > 0 && textsOf(old) !== textsOf(now)) this.fixed++;
      const [oldScore, newScore] = [scoreOf(old), scoreOf(now)];
      if (newScore === undefined) continue;
      if (oldScore === undefined) {
        this.becameScorable++;
        this.sumOfThose += newScore;
        continue;
      }
      this.scored++;
      this.sumBefore += oldScore;
      this.sumAfter += newScore;
    }
  }

  /** Adds the counts of another tally. */
  merge(other: FixTally): void {
    this.files += other.files;
    this.traces += other.traces;
    this.notPassing += other.notPassing;
    this.unchecked += other.unchecked;
    this.unread += other.unread;
    this.unfinished += other.unfinished;
    this.fixed += other.fixed;
    this.fixes += other.fixes;
    this.becameScorable += other.becameScorable;
    this.sumOfThose += other.sumOfThose;
    this.scored += other.scored;
    this.sumBefore += other.sumBefore;
    this.sumAfter += other.sumAfter;
    for (const severity of severities) {
      this.found[severity] += other.found[severity];
      this.left[severity] += other.left[severity];
    }
    for (const [rule, made] of other.rules) this.rules.set(rule, (this.rules.get(rule) ?? 0) + made);
  }

  /**
   * A summary for people: what was fixed, what it is worth, and what remains.
   *
   * @param written were the files changed, and not only previewed?
   */
  describe(written: boolean): string {
    const all = `${counted(this.traces, "trace")} of ${counted(this.files, "file")}`;
    if (this.traces === 0) return "Nothing was fixed.";
    const lines = [
      this.fixes === 0
        ? `Nothing was fixed in ${all}.`
        : `${counted(this.fixes, "fix", "fixes")} in ${this.fixed.toLocaleString("en")} of ${all}.`,
    ];
    for (const [rule, made] of [...this.rules].sort(([, a], [, b]) => b - a)) lines.push(`  ${rule}: ${made}`);
    if (this.becameScorable > 0) lines.push(`${counted(this.becameScorable, "sample")} became scorable.`);
    const mean = (sum: number, of: number): string => formatReward(sum / of);
    if (this.scored > 0) {
      lines.push(
        `Mean reward of the ${counted(this.scored, "sample")} that could be scored before: ${mean(this.sumBefore, this.scored)} → ${mean(this.sumAfter, this.scored)}.`,
      );
    }
    if (this.becameScorable > 0) {
      const after = this.scored + this.becameScorable;
      lines.push(
        `Mean reward of the ${counted(after, "sample")} that can be scored after: ${mean(this.sumAfter + this.sumOfThose, after)}.`,
      );
    }
    const findings = severities.map((severity) => `${severity} ${this.found[severity]} → ${this.left[severity]}`);
    lines.push(`Findings: ${findings.join(", ")}.`);
    if (this.unfinished > 0) {
      lines.push(
        `${counted(this.unfinished, "record has", "records have")} more to fix than was tried: run the command again on what it wrote.`,
      );
    }
    if (this.fixes > 0 && !written) lines.push("Nothing was written: --write does that.");
    return lines.join("\n");
  }
}

/** Counts a sample's findings; those left out of the list have the severity of their rule's first finding. */
function count({ findings, leftOut }: AuditedSample, counts: Counts): void {
  for (const { severity } of findings) counts[severity]++;
  for (const [rule, more] of Object.entries(leftOut)) {
    const first = findings.find((finding) => finding.rule === rule);
    if (first !== undefined) counts[first.severity] += more;
  }
}

/** What a fix can change, for comparison. */
function textsOf({ sample }: AuditedSample): string {
  const given = sample.calls.map((call) => [call.name?.text, call.arguments?.text]);
  return JSON.stringify([sample.completion.text, sample.groundTruth?.text, given]);
}
