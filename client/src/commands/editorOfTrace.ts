import * as vscode from "vscode";
import type { RecordDocuments } from "../records/recordDocuments";

/** The active editor; where the focus is on something else, such as the walkthrough, one that shows a trace or records. */
export function editorOfTrace(documents: RecordDocuments): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  return activeTextEditor ?? visibleTextEditors.find(({ document }) => documents.isSent(document.uri));
}
