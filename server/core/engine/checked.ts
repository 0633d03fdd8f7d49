import type { AuditedSample } from "../audit/readBy";
import { isNeutral } from "../profiles/neutral";

/**
 * Whether anything was checked. If no profile fits: whether a reward was computed, it has calls, or the marks of calls
 * were looked for.
 */
export function isChecked({ facts, profile, sample }: AuditedSample): boolean {
  if (!isNeutral(profile) || profile.reward !== null) return true;
  return facts.dialect !== undefined || facts.calls(sample.completion).length > 0;
}
