import * as vscode from "vscode";
import { isRunFile } from "../runs/runFiles";

/** VS Code gives extensions no document that is longer, in characters; a character has at least one byte. */
export const longestDocument = 50 << 20;

/** Names of files that are no text: VS Code has no document of them, whatever their size. */
export const isPacked = /\.(?:gz|zst|parquet|eval)$/i;

const offeredKey = "traceAuditor.offeredRuns";
/** How many files are remembered. */
const mostOffered = 500;

/**
 * Finds tabs on files of which VS Code gives no extension a document, because they are too large or no text: there is
 * only VS Code's own page to see. A file is offered once, and looked at once in a window.
 *
 * @param isRead are the file's samples listed already?
 * @param offer says something of the file; false if there was nothing to say
 */
export function watchForUnheld(
  memory: vscode.Memento,
  isRead: (uri: vscode.Uri) => boolean,
  offer: (uri: vscode.Uri) => Promise<boolean>,
): vscode.Disposable {
  const looked = new Set<string>();
  const look = async (tab: vscode.Tab): Promise<void> => {
    const uri = tab.input instanceof vscode.TabInputText ? tab.input.uri : undefined;
    if (uri?.scheme !== "file" || !isRunFile.test(uri.path) || isRead(uri)) return;
    const name = uri.toString();
    if (looked.has(name) || offered(memory).includes(name)) return;
    looked.add(name);
    if (!(await isUnheld(uri))) looked.delete(name);
    else if (await offer(uri)) await memory.update(offeredKey, [...offered(memory), name].slice(-mostOffered));
  };
  const lookAt = (tabs: readonly vscode.Tab[]): void => tabs.forEach((tab) => void look(tab));
  lookAt(vscode.window.tabGroups.all.flatMap(({ tabs }) => tabs));
  // A preview's tab stays, and another file is shown in it.
  return vscode.window.tabGroups.onDidChangeTabs(({ opened, changed }) => lookAt([...opened, ...changed]));
}

/** Does an extension have a document of the file? */
export function isHeld(uri: vscode.Uri): boolean {
  return vscode.workspace.textDocuments.some((document) => document.uri.toString() === uri.toString());
}

/** A file's length in bytes; 0 if there is none. */
export async function sizeOf(uri: vscode.Uri): Promise<number> {
  return vscode.workspace.fs.stat(uri).then(
    ({ size }) => size,
    () => 0,
  );
}

function offered(memory: vscode.Memento): readonly string[] {
  return memory.get<readonly string[]>(offeredKey, []);
}

async function isUnheld(uri: vscode.Uri): Promise<boolean> {
  if (isHeld(uri)) return false;
  if (isPacked.test(uri.path)) return true;
  return (await sizeOf(uri)) > Math.min(longestDocument, askedAbove(uri)) && !isHeld(uri);
}

/** From which size on VS Code asks before it shows a file, in bytes. */
function askedAbove(uri: vscode.Uri): number {
  const megabytes = vscode.workspace.getConfiguration("workbench", uri).get<number>("editorLargeFileConfirmation");
  return megabytes === undefined ? longestDocument : megabytes * (1 << 20);
}
