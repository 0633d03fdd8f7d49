/** What must hold for every fix of every rule; the harness asks it of each fixture, and everyFix.test.ts of each page. */
import { expect } from "vitest";
import type { AuditedSample } from "../../../server/core/audit/auditedFile";
import { isBetter } from "../../../server/core/fixing/judge";
import { sampleAfter } from "../../../server/core/fixing/worth";
import { severities, type Finding } from "../../../server/core/model/finding";
import type { Fix } from "../../../server/core/model/fix";
import type { Profile } from "../../../server/core/model/profile";
import type { Sample } from "../../../server/core/model/sample";
import type { Rule } from "../../../server/core/rules/rule";
import { applyEdits } from "../../../server/core/text/edits";
import { strictAuditor } from "../../support/strictAuditor";
import { wordsBeyond } from "../../support/words";

/** One for all tests of a file. */
export const auditor = strictAuditor();

/** A sample with what all rules find in it. */
export function auditedSample(of: Sample, profile: Profile): AuditedSample {
  return { sample: of, profile, ...auditor.audit(of, profile) };
}

/** The laws of every fix that a rule makes, offered or not: see each expectation. */
export function expectLawful(rule: Rule, findings: readonly Finding[], of: Sample, profile: Profile): void {
  const asked = findings.filter((finding) => finding.rule === rule.id);
  if (!rule.offersFixes || asked.length === 0) return;
  const before = auditedSample(of, profile);
  for (const finding of asked) {
    for (const fix of finding.fixes?.() ?? []) {
      expectWellFormed(fix, of);
      if (fix.safe) expectSameWords(fix, finding.rule);
      const after = sampleAfter(fix, before, { auditor });
      // What would bring something worse is not offered; of what is, the promise has to hold.
      if (isBetter([before], [after], [finding])) expectMended(finding, before, after);
    }
  }
}

/** Edits of the sample's own texts, within them, without overlap; a title in the imperative. */
function expectWellFormed({ title, edits }: Fix, of: Sample): void {
  expect(title).toMatch(/^[A-Z].*[^.\s]$/su);
  expect(edits.length, title).toBeGreaterThan(0);
  const given = of.calls.flatMap(({ name, arguments: written }) => [name, written]);
  const parts = [of.completion, of.groundTruth, ...given];
  for (const { part, span, text } of edits) {
    expect(parts, title).toContain(part);
    expect([0 <= span.start, span.start <= span.end, span.end <= part.text.length], title).toEqual([true, true, true]);
    expect(part.text.slice(span.start, span.end), title).not.toBe(text);
  }
  for (const part of new Set(edits.map((edit) => edit.part))) {
    const own = edits.filter((edit) => edit.part === part);
    expect(applyEdits(part.text, own), title).not.toBe(part.text);
  }
}

/** The finding is gone, and none as severe is new. */
function expectMended(finding: Finding, before: AuditedSample, after: AuditedSample): void {
  const count = ({ findings, leftOut }: AuditedSample, rule: string): number =>
    findings.filter((each) => each.rule === rule).length + (leftOut[rule] ?? 0);
  expect(count(after, finding.rule)).toBeLessThan(count(before, finding.rule));
  const asSevere = severities.slice(0, severities.indexOf(finding.severity) + 1);
  const keys = ({ findings }: AuditedSample): string[] =>
    findings.filter(({ severity }) => asSevere.includes(severity)).map(({ rule, severity }) => `${severity} ${rule}`);
  const old = keys(before);
  for (const key of keys(after)) {
    const at = old.indexOf(key);
    expect(at, `new: ${key}`).toBeGreaterThanOrEqual(0);
    old.splice(at, 1);
  }
}

/** All words that the model wrote stay, if in another order. */
export function expectSameWords({ title, edits }: Fix, rule: string): void {
  for (const part of new Set(edits.map((edit) => edit.part))) {
    const own = edits.filter((edit) => edit.part === part);
    expect(wordsBeyond(rule, applyEdits(part.text, own)), title).toEqual(wordsBeyond(rule, part.text));
  }
}
