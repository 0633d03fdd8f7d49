import * as vscode from "vscode";
import { exactPattern } from "../../../server/core/config/filePatterns";

/**
 * Stores the user's choice for a file in a setting `glob → choice`: in its workspace folder's settings, otherwise in
 * the user's. Undefined removes the choice.
 */
export async function keepForFile(setting: string, uri: vscode.Uri, choice: string | undefined): Promise<void> {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  const path = folder === undefined ? uri.path : uri.path.slice(folder.uri.path.replace(/\/$/, "").length + 1);
  const pattern = exactPattern(path);
  const target = folder === undefined ? vscode.ConfigurationTarget.Global : vscode.ConfigurationTarget.WorkspaceFolder;
  const settings = vscode.workspace.getConfiguration("traceAuditor", uri);
  const inspected = settings.inspect<Record<string, string>>(setting);
  const present = (folder === undefined ? inspected?.globalValue : inspected?.workspaceFolderValue) ?? {};
  // The last matching pattern counts, so the new one goes to the end.
  const next = Object.fromEntries(Object.entries(present).filter(([key]) => key !== pattern));
  if (choice !== undefined) next[pattern] = choice;
  await settings.update(setting, Object.keys(next).length === 0 ? undefined : next, target);
}
