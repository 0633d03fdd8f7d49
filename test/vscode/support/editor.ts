/// <reference types="mocha" />
/** What the suite asks VS Code for, in its own words. */
import * as vscode from "vscode";
import type { TraceAuditorApi } from "../../../client/src/api";

const extensionId = "trace-auditor.trace-auditor";

export function extension(): vscode.Extension<unknown> {
  const found = vscode.extensions.getExtension(extensionId);
  if (found === undefined) throw new Error(`VS Code does not know ${extensionId}.`);
  return found;
}

/** What the extension answers to other extensions; it has to be active. */
export function api(): TraceAuditorApi {
  return extension().exports as TraceAuditorApi;
}

/** Opens a file of the workspace in an editor. */
export async function open(name: string): Promise<vscode.TextDocument> {
  const folder = vscode.workspace.workspaceFolders?.[0];
  if (folder === undefined) throw new Error("The suite wants a workspace.");
  const document = await vscode.workspace.openTextDocument(vscode.Uri.joinPath(folder.uri, name));
  await vscode.window.showTextDocument(document);
  return document;
}

/** How long a test waits for a signal before it fails, in milliseconds. */
const patience = 30_000;

/** What VS Code and the extension tell of when something has happened. */
function signals(): readonly vscode.Event<unknown>[] {
  return [
    ...(extension().isActive ? [api().onDidChange] : []),
    vscode.languages.onDidChangeDiagnostics,
    vscode.workspace.onDidOpenTextDocument,
    vscode.workspace.onDidChangeTextDocument,
    vscode.window.tabGroups.onDidChangeTabs,
    vscode.window.onDidOpenTerminal,
    vscode.tasks.onDidStartTask,
  ];
}

/** Asks now, and again whenever something has happened, until there is an answer. */
export async function eventually<T>(what: string, ask: () => T | undefined | PromiseLike<T | undefined>): Promise<T> {
  const limit = AbortSignal.timeout(patience);
  let hear = (): void => undefined;
  const listening = signals().map((signal) => signal(() => hear()));
  limit.onabort = () => hear();
  try {
    for (;;) {
      const happened = new Promise<void>((resolve) => (hear = resolve));
      const answer = await ask();
      if (answer !== undefined) return answer;
      if (limit.aborted) throw new Error(`Waited in vain for ${what}.`);
      await happened;
    }
  } finally {
    for (const each of listening) each.dispose();
  }
}

/** The diagnostics of a document as soon as they fulfil the condition. */
export function diagnosticsOf(
  document: vscode.TextDocument,
  what: string,
  fulfil: (diagnostics: readonly vscode.Diagnostic[]) => boolean,
): Promise<readonly vscode.Diagnostic[]> {
  return eventually(what, () => {
    const diagnostics = vscode.languages.getDiagnostics(document.uri);
    return fulfil(diagnostics) ? diagnostics : undefined;
  });
}

/** A rule's id, which is a diagnostic's code. */
export function codeOf({ code }: vscode.Diagnostic): string {
  return String(typeof code === "object" ? code.value : code);
}

/** Where the words stand in the document. */
export function placeOf(document: vscode.TextDocument, words: string, from = 0): vscode.Position {
  const at = document.getText().indexOf(words, from);
  if (at < 0) throw new Error(`The document does not hold ${words}.`);
  return document.positionAt(at);
}

/** Throws away what a test wrote. */
export async function closeAll(): Promise<void> {
  while (vscode.window.activeTextEditor !== undefined) {
    await vscode.commands.executeCommand("workbench.action.revertAndCloseActiveEditor");
  }
}
