import * as vscode from "vscode";
import type { RecordDocuments } from "../records/recordDocuments";

/**
 * The active editor; if the focus is elsewhere, such as in the walkthrough, an editor that shows a trace or records.
 */
export function editorOfTrace(documents: RecordDocuments): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  return activeTextEditor ?? visibleTextEditors.find(({ document }) => documents.isSent(document.uri));
}
