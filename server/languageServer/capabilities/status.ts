import type { ServerCapabilities } from "vscode-languageserver";
import type { AuditedFile } from "../../core/audit/auditedFile";
import { countFindings } from "../../core/audit/told";
import { isChecked } from "../../core/engine/checked";
import { isNeutral } from "../../core/profiles/neutral";
import { shownProfileName } from "../../core/profiles/verdictForm";
import { paidSentences } from "../../core/rewards";
import { type DocumentStatus, type FormatStatus, type ProfileStatus, statusNotification } from "../../protocol/status";
import type { OpenDocument } from "../openDocument";
import type { Services } from "../services";
import { tell } from "../messages";

/** Tells the client after each audit how the document is read and how much was found. */
export function status({ connection, client, audits }: Services): ServerCapabilities {
  if (client.options.status === true) {
    audits.onAudited(({ document, file }) => {
      void tell(connection, statusNotification, statusOf(document, file));
    });
  }
  return {};
}

function statusOf(document: OpenDocument, file: AuditedFile): DocumentStatus {
  const { uri, version } = document;
  return {
    uri,
    version,
    profile: profileStatus(file),
    format: formatStatus(document, file),
    unchecked: uncheckedIn(file),
    ...countFindings(file),
  };
}

function uncheckedIn(file: AuditedFile): number {
  if (file.isForeign) return 0;
  return file.records.reduce((sum, { samples }) => sum + samples.filter((sample) => !isChecked(sample)).length, 0);
}

/** The file's record format and the reason for it. */
function formatStatus({ formatReason: reason }: OpenDocument, file: AuditedFile): FormatStatus | undefined {
  if (file.isForeign) return undefined;
  const { id, title } = file.format;
  return { id, title, reason };
}

/**
 * The file's profile and the reason for it; if it has none of its own, the profiles that its samples name. Audits every
 * record.
 */
export function profileStatus(file: AuditedFile): ProfileStatus | undefined {
  const choice = file.profile;
  if (choice !== undefined) {
    const reason = [choice.reason, ...recordedIn(file)].join("; ");
    return { name: shownProfileName(choice.profile), title: choice.profile.title, reason };
  }
  const named = new Set(file.records.flatMap((record) => record.samples.map(({ profile }) => profile)));
  const [first] = named;
  if (first === undefined) return undefined;
  const why = isNeutral(first) ? "its traces look like none" : "its samples name it";
  const reason = [why, ...recordedIn(file)].join("; ");
  return { name: first.name, title: [...named].map(({ title }) => title).join(", "), reason };
}

/** What the file's recorded rewards agree with. */
function recordedIn({ paid }: AuditedFile): readonly string[] {
  return paid === undefined ? [] : paidSentences(paid).map((sentence) => `its ${sentence}`);
}
