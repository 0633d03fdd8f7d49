import * as vscode from "vscode";
import { recordScheme } from "../../../server/protocol/records";
import type { LazySession } from "../lazySession";

/**
 * Registers the file system of records at activation, so that a record can be opened at any time. The session does the
 * reading and writing.
 *
 * @param changes fires for records whose text has changed
 */
export function registerRecordScheme(
  session: LazySession,
  changes: vscode.Event<vscode.FileChangeEvent[]>,
): vscode.Disposable {
  const provider: vscode.FileSystemProvider = {
    onDidChangeFile: changes,
    watch: () => new vscode.Disposable(() => undefined),
    stat: async (uri) => (await session.get()).records.stat(uri),
    readFile: async (uri) => (await session.get()).records.readFile(uri),
    writeFile: async (uri, content) => (await session.get()).records.writeFile(uri, content),
    readDirectory: () => [],
    createDirectory: refuse,
    delete: refuse,
    rename: refuse,
  };
  return vscode.workspace.registerFileSystemProvider(recordScheme, provider, { isCaseSensitive: true });
}

/** Records come and go with the text of their file. */
function refuse(uri: vscode.Uri): never {
  throw vscode.FileSystemError.NoPermissions(uri);
}
