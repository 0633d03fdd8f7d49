import type { Severity } from "../model/finding";
import { severitiesInWords } from "../text/counted";

/** The number of findings of each severity, the most severe first; severities without findings are left out. */
export function countsInWords(found: readonly { readonly severity: Severity }[]): string[] {
  const counts = { error: 0, warning: 0, information: 0 };
  for (const { severity } of found) counts[severity]++;
  return severitiesInWords(counts);
}
