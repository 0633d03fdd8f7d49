import * as vscode from "vscode";
import type { RecordDocuments } from "./recordDocuments";

/** Keeps the context by which menus know that the active editor shows a document that is read. */
export function keepReadContext(documents: RecordDocuments): vscode.Disposable {
  const keep = (): void => {
    const uri = vscode.window.activeTextEditor?.document.uri;
    const isRead = uri !== undefined && documents.isSent(uri);
    void vscode.commands.executeCommand("setContext", "traceAuditor.isRead", isRead);
  };
  keep();
  return vscode.Disposable.from(documents.onSent(keep), vscode.window.onDidChangeActiveTextEditor(keep));
}
