import * as vscode from "vscode";
import type { DocumentStatus } from "../../server/protocol/status";
import type { DocumentStatuses } from "./documentStatuses";
import type { RecordDocuments } from "./records/recordDocuments";

/** In the status bar, for the active trace or file of records: what it is read as and why, and how much was found. */
export function createStatusItem(statuses: DocumentStatuses, documents: RecordDocuments): vscode.Disposable {
  const item = vscode.window.createStatusBarItem("traceAuditor.status", vscode.StatusBarAlignment.Right, 99);
  item.name = "Trace Auditor";
  item.command = "traceAuditor.pickProfile";

  const show = (): void => {
    const document = vscode.window.activeTextEditor?.document;
    const status = document && statuses.of(document.uri);
    const isRead = document?.languageId === "trace" || (document !== undefined && documents.isSent(document.uri));
    if (!isRead || (status !== undefined && status.format === undefined && document.languageId !== "trace")) {
      item.hide();
      return;
    }
    item.text = status === undefined ? "$(loading~spin) Trace" : shortText(status);
    item.tooltip = status === undefined ? "Trace Auditor is reading this file." : tooltip(status);
    item.accessibilityInformation = {
      label: status === undefined ? "Trace Auditor is reading this file" : spoken(status),
    };
    item.show();
  };

  show();
  return vscode.Disposable.from(
    item,
    statuses.onDidChange(show),
    documents.onSent(show),
    vscode.window.onDidChangeActiveTextEditor(show),
    vscode.workspace.onDidOpenTextDocument(show),
  );
}

function shortText({ profile, samples, findings }: DocumentStatus): string {
  if (profile === undefined) return "$(circle-slash) No profile";
  const found = findings.error + findings.warning + findings.information;
  const icon = findings.error > 0 ? "$(error)" : findings.warning > 0 ? "$(warning)" : "$(pass)";
  return `${icon} ${profile.title} · ${count(samples, "sample")} · ${count(found, "finding")}`;
}

function tooltip(status: DocumentStatus): vscode.MarkdownString {
  const { profile, format, samples } = status;
  const text = new vscode.MarkdownString();
  text.isTrusted = { enabledCommands: ["traceAuditor.pickProfile", "traceAuditor.pickRecordFormat"] };
  if (profile === undefined) {
    text.appendMarkdown("**Trace Auditor** checks nothing here: the file has none of the tags that a profile knows.");
  } else {
    text.appendMarkdown("**Trace Auditor** reads this file as ");
    text.appendText(`${profile.title}: ${profile.reason}.`);
    text.appendMarkdown("\n\n");
    text.appendText(`${count(samples, "sample")}, ${severitiesInWords(status)}.`);
  }
  if (format !== undefined && format.reason !== "") {
    text.appendMarkdown("\n\nIts records: ");
    text.appendText(`${format.title}, because ${format.reason.replaceAll("`", "")}.`);
    text.appendMarkdown(" [Read as another format…](command:traceAuditor.pickRecordFormat)");
  }
  return text.appendMarkdown("\n\nClick to pick a profile.");
}

function spoken(status: DocumentStatus): string {
  const { profile, samples } = status;
  if (profile === undefined) return "Trace Auditor: no profile fits this file";
  return `Trace Auditor: profile ${profile.title}, ${count(samples, "sample")}, ${severitiesInWords(status)}`;
}

function severitiesInWords({ findings }: DocumentStatus): string {
  const { error, warning, information } = findings;
  if (error + warning + information === 0) return "nothing found";
  return [
    ...(error > 0 ? [count(error, "error")] : []),
    ...(warning > 0 ? [count(warning, "warning")] : []),
    ...(information > 0 ? [`${information.toLocaleString()} for information`] : []),
  ].join(", ");
}

function count(number: number, noun: string): string {
  return `${number.toLocaleString()} ${noun}${number === 1 ? "" : "s"}`;
}
