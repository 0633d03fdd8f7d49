import * as vscode from "vscode";
import type { RecordDocuments } from "../records/recordDocuments";
import { editorOfTrace } from "./editorOfTrace";
import { tell } from "../shown";
import { editorCommand, inTraces } from "./command";

export const fixAllSafeCommand = editorCommand({
  id: "traceAuditor.fixAllSafe",
  title: "Fix All That Is Safe in This File",
  when: inTraces,
  run: ({ documents }) => fixAllSafe(documents),
});

/** The kind of the server's code action that makes all safe fixes of a document. */
const kind = "source.fixAll.traceAuditor";

/** Makes all safe fixes in the visible trace. */
async function fixAllSafe(documents: RecordDocuments): Promise<void> {
  const document = editorOfTrace(documents)?.document;
  if (document === undefined) {
    void tell("Open a trace file first: this makes its safe fixes.");
    return;
  }
  const whole = new vscode.Range(0, 0, document.lineCount, 0);
  const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
    "vscode.executeCodeActionProvider",
    document.uri,
    whole,
    kind,
  );
  const edits = actions.flatMap(({ edit }) => edit ?? []);
  if (edits.length === 0) {
    void tell("There is nothing here that can be fixed safely.");
    return;
  }
  for (const edit of edits) await vscode.workspace.applyEdit(edit);
}
