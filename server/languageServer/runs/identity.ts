import { dialectOf } from "../../core/dialects/data";
import type { IndexedFile } from "../../core/fileIndex/indexedFile";
import { isNeutral } from "../../core/profiles/neutral";
import { shownProfileName } from "../../core/profiles/verdictForm";
import { paidSentences } from "../../core/rewards";
import type { RunIdentity } from "../../protocol/runs";

/** In words, how a run is read and what shows that; from its first file that was recognised. */
export function identityOf([file]: readonly IndexedFile[]): RunIdentity {
  const { format, reason, readAs, packed, notes = [] } = file ?? {};
  if (format === undefined) return { readAs: [], evidence: [] };
  const { profile: choice, paid } = readAs ?? {};
  const unpacked = packed === undefined ? "" : `, unpacked from ${packed}`;
  const evidence = [`${format.title}: ${reason ?? ""}${unpacked}.`, ...notes];
  const words = [format.title];
  if (choice !== undefined) {
    const { profile } = choice;
    const dialect = profile.dialect == null ? undefined : dialectOf(profile.dialect)?.title;
    if (dialect !== undefined) words.push(`${dialect} calls`);
    if (!isNeutral(profile)) words.push(`profile ${shownProfileName(profile)}`);
    evidence.push(
      `${isNeutral(profile) ? "No profile fits" : `Profile ${shownProfileName(profile)}`}: ${choice.reason}.`,
    );
  }
  for (const sentence of paid === undefined ? [] : paidSentences(paid)) evidence.push(`The ${sentence}.`);
  return { readAs: words, evidence };
}
