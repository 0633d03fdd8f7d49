import type { AuditedFile, AuditedSample } from "../audit/auditedFile";
import { messageOf, stackOf } from "../text/thrown";
import type { Finding } from "../model/finding";
import type { Fix } from "../model/fix";
import { isWritable } from "./edits";
import { isBetter } from "./judge";
import { sampleAfter } from "./worth";

/** Findings whose fixes crashed. Each is reported once, and not asked again. */
const crashed = new WeakSet<Finding>();

/**
 * Ways to fix a finding, the likeliest first. If this crashes, the finding has no fixes: the log has the stack, the
 * user is informed, and the fixes of other findings are made.
 */
export function fixesOf(
  finding: Finding,
  { sample }: AuditedSample,
  { auditor }: Pick<AuditedFile, "auditor">,
): readonly Fix[] {
  if (finding.fixes === undefined || crashed.has(finding)) return [];
  try {
    return finding.fixes().filter(isWritable);
  } catch (error) {
    crashed.add(finding);
    const { rule } = finding;
    auditor.host.log(`The fix of ${rule} crashed on record ${sample.record}, trace ${sample.trace}: ${stackOf(error)}`);
    auditor.host.tell?.(
      `Not fixed: the fix of ${rule} failed (${messageOf(error)}). Its findings stay as they are, the others are fixed. The log has the details; please report them.`,
    );
    return [];
  }
}

/** A fix that works, and the sample after it. */
export interface Offer {
  readonly fix: Fix;
  readonly after: AuditedSample;
}

/** The fixes that remove a finding without causing a new one that is as severe. Each costs an audit of the sample. */
export function offersOf(finding: Finding, sample: AuditedSample, file: Pick<AuditedFile, "auditor">): Offer[] {
  return fixesOf(finding, sample, file).flatMap((fix) => {
    const after = sampleAfter(fix, sample, file);
    return isBetter([sample], [after], [finding]) ? [{ fix, after }] : [];
  });
}

/** Is there such a fix? */
export function isFixable(finding: Finding, sample: AuditedSample, file: Pick<AuditedFile, "auditor">): boolean {
  return fixesOf(finding, sample, file).some((fix) => isBetter([sample], [sampleAfter(fix, sample, file)], [finding]));
}

/** Does the fix change a ground truth? Such fixes are only made on request. */
export function touchesGroundTruth(fix: Fix, { sample }: AuditedSample): boolean {
  return sample.groundTruth !== undefined && fix.edits.some(({ part }) => part === sample.groundTruth);
}
