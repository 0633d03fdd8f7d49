import * as vscode from "vscode";
import type { DocumentStatuses } from "../documentStatuses";
import type { BreakdownPanel } from "./breakdownPanel";

/** Opens the breakdown once in a window, beside the first trace with a reward, where the setting asks for it. */
export function openWithFirstReward(breakdown: BreakdownPanel, statuses: DocumentStatuses): vscode.Disposable {
  let isOpening = false;
  const listener = statuses.onDidChange((uri) => void look(uri));

  const look = async (uri: vscode.Uri): Promise<void> => {
    const editor = vscode.window.activeTextEditor;
    if (isOpening || editor?.document.uri.toString() !== uri.toString() || !isAsked(uri)) return;
    isOpening = true;
    const hasReward = await breakdown.hasReward(uri, editor.selection.active);
    isOpening = false;
    if (!hasReward) return;
    listener.dispose();
    await breakdown.show(uri, editor.selection.active);
  };
  return listener;
}

function isAsked(uri: vscode.Uri): boolean {
  return vscode.workspace.getConfiguration("traceAuditor", uri).get("openBreakdown") === "withFirstReward";
}
