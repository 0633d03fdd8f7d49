import * as vscode from "vscode";
import type { LazySession } from "../lazySession";
import { logEditorType, runEditorType, runPanelType } from "./viewTypes";

/** Registers the run view with VS Code: the session, which is loaded for the first view, provides its content. */
export function registerRunViews(session: LazySession): vscode.Disposable {
  const editor: vscode.CustomReadonlyEditorProvider = {
    openCustomDocument: (uri) => ({ uri, dispose: () => undefined }),
    resolveCustomEditor: async ({ uri }, panel) => (await session.get()).showRun(uri, panel),
  };
  return vscode.Disposable.from(
    ...[runEditorType, logEditorType].map((type) =>
      vscode.window.registerCustomEditorProvider(type, editor, { supportsMultipleEditorsPerDocument: true }),
    ),
    vscode.window.registerWebviewPanelSerializer(runPanelType, {
      deserializeWebviewPanel: async (panel, state) => (await session.get()).restoreRun(panel, state),
    }),
  );
}
