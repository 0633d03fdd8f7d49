import type { AuditedSample } from "../audit/readBy";
import { isNeutral } from "../profiles/neutral";

/** Was anything checked? Where no profile fits: if it has calls, or if the marks of calls were looked for in it. */
export function isChecked({ facts, profile, sample }: AuditedSample): boolean {
  return !isNeutral(profile) || facts.dialect !== undefined || facts.calls(sample.completion).length > 0;
}
