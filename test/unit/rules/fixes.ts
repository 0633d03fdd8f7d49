import { expect } from "vitest";
import type { AuditedSample } from "../../../server/core/audit/auditedFile";
import { offersOf } from "../../../server/core/fixing/fixesOf";
import type { Finding } from "../../../server/core/model/finding";
import type { Fix } from "../../../server/core/model/fix";
import type { Profile } from "../../../server/core/model/profile";
import type { Sample } from "../../../server/core/model/sample";
import type { Rule } from "../../../server/core/rules/rule";
import { applyEdits } from "../../../server/core/text/edits";
import { auditedSample, auditor } from "./fixLaws";
import { profileNamed, sample, type SampleTexts } from "./harness";

export interface FixExpectation extends Omit<SampleTexts, "completion"> {
  /** A built-in profile's name, or a profile. `toolrl` without it. */
  readonly profile?: string | Profile;
  /** A piece of the fix's title. */
  readonly title?: string;
  /** Is it one that is made unasked? Not looked at without it. */
  readonly safe?: boolean;
}

/**
 * Expects that `rule` offers a fix for `completion`, and that the fix (the first one, or the one of that `title`) makes
 * `fixed` of it, letter for letter. All rules run: a fix that brings something as bad is not offered.
 */
export function expectFix(rule: Rule, completion: string, fixed: string, options: FixExpectation = {}): void {
  const { audited, offers } = offersFor(rule, completion, options);
  const titles = offers.map(({ fix }) => fix.title);
  const found = offers.find(({ fix }) => options.title === undefined || fix.title.includes(options.title));
  if (found === undefined) throw new Error(`${rule.id} offers no such fix; it offers: ${titles.join("; ") || "none"}`);
  expect(applyTo(found.fix, audited.sample)).toBe(fixed);
  if (options.safe !== undefined) expect(found.fix.safe, found.fix.title).toBe(options.safe);
}

/** Expects that `rule` finds something in `completion` and offers no fix for it. */
export function expectNoFix(rule: Rule, completion: string, options: FixExpectation = {}): void {
  const { audited, offers } = offersFor(rule, completion, options);
  expect(audited.findings.map((finding) => finding.rule)).toContain(rule.id);
  expect(offers.map(({ fix }) => fix.title)).toEqual([]);
}

/** The titles of a finding's fixes, offered or not. */
export function titlesOf(finding: Finding | undefined): string[] {
  return finding?.fixes?.().map(({ title }) => title) ?? [];
}

function offersFor(
  rule: Rule,
  completion: string,
  options: FixExpectation,
): { readonly audited: AuditedSample; readonly offers: ReturnType<typeof offersOf> } {
  const { profile: chosen = "toolrl" } = options;
  const profile = typeof chosen === "string" ? profileNamed(chosen) : chosen;
  const audited = auditedSample(sample({ ...options, completion }), profile);
  const findings = audited.findings.filter((finding) => finding.rule === rule.id);
  return { audited, offers: findings.flatMap((finding) => offersOf(finding, audited, { auditor })) };
}

function applyTo(fix: Fix, { completion }: Sample): string {
  return applyEdits(
    completion.text,
    fix.edits.filter(({ part }) => part === completion),
  );
}
