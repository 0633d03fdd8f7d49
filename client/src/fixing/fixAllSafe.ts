import * as vscode from "vscode";
import type { BaseLanguageClient } from "vscode-languageclient";
import { samplesRequest } from "../../../server/protocol/samples";
import { ask } from "../server/messages";
import { tell } from "../shown";
import { fixedInWords } from "./fixedInWords";

/** The kind of the server's code action that makes all safe fixes of a document. */
const kind = "source.fixAll.traceAuditor";

/** Makes all safe fixes of a document, and says what they did. */
export async function fixAllSafe(client: BaseLanguageClient, document: vscode.TextDocument): Promise<void> {
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
  const before = await summaryOf(client, document.uri);
  for (const edit of edits) await vscode.workspace.applyEdit(edit);
  const { version } = document;
  const words = fixedInWords(before, await summaryOf(client, document.uri));
  // The fixes are made; the message may stand for a long time.
  void offerUndo(document, version, words);
}

/** @param version of the document with the fixes and nothing else */
async function offerUndo(document: vscode.TextDocument, version: number, words: string): Promise<void> {
  const undo = "Undo";
  if ((await tell(words, undo)) !== undo) return;
  if (document.version !== version) {
    void tell("The file was edited since: undo it step by step in the editor.");
    return;
  }
  await vscode.window.showTextDocument(document);
  await vscode.commands.executeCommand("undo");
}

async function summaryOf(client: BaseLanguageClient, uri: vscode.Uri) {
  const params = { uri: uri.toString(), severities: [], rules: [], start: 0, count: 0 };
  // The figures are for the message alone: without them it says less.
  return (await ask(client, samplesRequest, params).catch(() => null))?.summary;
}
