import * as vscode from "vscode";
import type { DocumentStatus } from "../../server/protocol/status";
import type { DocumentStatuses } from "./documentStatuses";
import { onRecordFormatsSet, whyNotWanted } from "./records/wantedDocuments";
import type { RecordDocuments } from "./records/recordDocuments";
import { createStatusEntry, markdownOf, type Status } from "./shown";
import { counted, foundCount, foundInWords } from "../../server/core/text/counted";

/** In the status bar, for the active trace or file of records: how it is read and why, and the number of findings. */
export function createStatusItem(statuses: DocumentStatuses, documents: RecordDocuments): vscode.Disposable {
  const item = createStatusEntry("traceAuditor.status", "Trace Auditor", "traceAuditor.pickProfile", 99);

  const show = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const strange = document === undefined || documents.isSent(document.uri) ? undefined : whyNotWanted(document);
    if (strange !== undefined) {
      item.show(notRecognised(strange), "traceAuditor.pickRecordFormat");
      return;
    }
    const status = document && statuses.of(document.uri);
    const isRead = document?.languageId === "trace" || (document !== undefined && documents.isSent(document.uri));
    if (!isRead || (status !== undefined && status.format === undefined && document.languageId !== "trace")) {
      item.hide();
      return;
    }
    item.show(status === undefined ? reading : shownStatus(status));
  };

  show();
  return vscode.Disposable.from(
    item,
    statuses.onDidChange(show),
    documents.onSent(show),
    vscode.window.onDidChangeActiveTextEditor(show),
    vscode.workspace.onDidOpenTextDocument(show),
    onRecordFormatsSet(show),
  );
}

function notRecognised(why: string): Status {
  return {
    icon: "question",
    text: "Not recognised",
    tooltip: ours`**Trace Auditor** does not recognise this file, so nothing is checked in it. ${why}\n\nClick to say which format its records have.`,
    spoken: `Trace Auditor: not recognised. ${why} Press to say which format its records have`,
  };
}

const reading: Status = {
  icon: "loading~spin",
  text: "Trace",
  tooltip: "Trace Auditor is reading this file.",
  spoken: "Trace Auditor is reading this file",
};

function shownStatus(status: DocumentStatus): Status {
  const { profile, samples, findings } = status;
  const about = { tooltip: tooltip(status), spoken: spoken(status) };
  if (profile === undefined) return { icon: "circle-slash", text: "No profile", ...about };
  const isUnchecked = isNothingChecked(status);
  const icon =
    findings.error > 0 ? "error" : findings.warning > 0 ? "warning" : isUnchecked ? "circle-large-outline" : "pass";
  const result = isUnchecked ? "not checked" : counted(foundCount(findings), "finding");
  const text = `${profile.title} · ${counted(samples, "sample")} · ${result}`;
  return { icon, text, ...about };
}

const ours = markdownOf(["traceAuditor.pickRecordFormat"]);

function tooltip(status: DocumentStatus): vscode.MarkdownString {
  const { profile, format } = status;
  const read =
    profile === undefined
      ? ours`**Trace Auditor** checks nothing here: the file has none of the tags that a profile knows.`
      : ours`**Trace Auditor** reads this file as ${profile.title}: ${profile.reason}.\n\n${countsInWords(status)}.`;
  const records =
    format === undefined || format.reason === ""
      ? ""
      : ours`\n\nIts records: ${format.title}, because ${format.reason.replaceAll("`", "")}. [Read as another format…](command:traceAuditor.pickRecordFormat)`;
  return ours`${read}${records}\n\nClick to pick a profile.`;
}

function spoken(status: DocumentStatus): string {
  const { profile } = status;
  if (profile === undefined) return "Trace Auditor: no profile fits this file";
  return `Trace Auditor: profile ${profile.title}, ${countsInWords(status)}`;
}

function isNothingChecked({ samples, unchecked, findings }: DocumentStatus): boolean {
  return unchecked === samples && foundCount(findings) === 0;
}

function countsInWords(status: DocumentStatus): string {
  const { samples, unchecked, findings } = status;
  const isUnchecked = isNothingChecked(status);
  const left = unchecked === 0 || isUnchecked ? "" : `, nothing checked in ${unchecked.toLocaleString("en")} of them`;
  return `${counted(samples, "sample")}, ${isUnchecked ? "nothing was checked" : foundInWords(findings)}${left}`;
}
