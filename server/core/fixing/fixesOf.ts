import type { AuditedFile, AuditedSample } from "../audit/auditedFile";
import type { Finding } from "../model/finding";
import type { Fix } from "../model/fix";
import { ruleNamed } from "../rules";
import { isBetter } from "./judge";
import { sampleAfter } from "./worth";

/** How a finding can be repaired, the likeliest way first. A rule that crashes over it offers nothing. */
export function fixesOf(finding: Finding, { sample, profile, facts }: AuditedSample): readonly Fix[] {
  try {
    return ruleNamed(finding.rule)?.fixes?.(finding, { sample, profile, facts }) ?? [];
  } catch {
    // For instance because the finding is the note that this rule crashed, and has none of its data.
    return [];
  }
}

/** A fix that keeps its word, and the sample as it would be. */
export interface Offer {
  readonly fix: Fix;
  readonly after: AuditedSample;
}

/** The fixes of a finding after which it is gone and nothing as severe is new. Each costs an audit of the sample. */
export function offersOf(finding: Finding, sample: AuditedSample, file: Pick<AuditedFile, "auditor">): Offer[] {
  return fixesOf(finding, sample).flatMap((fix) => {
    const after = sampleAfter(fix, sample, file);
    return isBetter([sample], [after], [finding]) ? [{ fix, after }] : [];
  });
}

/** Is there such a fix? */
export function isFixable(finding: Finding, sample: AuditedSample, file: AuditedFile): boolean {
  return fixesOf(finding, sample).some((fix) => isBetter([sample], [sampleAfter(fix, sample, file)], [finding]));
}

/** Does the fix change a ground truth? That is done only where it is asked for. */
export function touchesGroundTruth(fix: Fix, { sample }: AuditedSample): boolean {
  return sample.groundTruth !== undefined && fix.edits.some(({ part }) => part === sample.groundTruth);
}
