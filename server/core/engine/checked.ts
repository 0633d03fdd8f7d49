import type { AuditedSample } from "../audit/readBy";
import { isNeutral } from "../profiles/neutral";

/** Whether anything was checked. If no profile fits: whether it has calls, or the marks of calls were looked for. */
export function isChecked({ facts, profile, sample }: AuditedSample): boolean {
  return !isNeutral(profile) || facts.dialect !== undefined || facts.calls(sample.completion).length > 0;
}
