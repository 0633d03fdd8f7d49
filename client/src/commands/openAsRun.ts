import * as vscode from "vscode";
import { editorCommand } from "./command";

export const openAsRunCommand = editorCommand({
  id: "traceAuditor.openAsRun",
  title: "Open as Run",
  icon: "graph-line",
  when: "resourceExtname =~ /^\\.(jsonl|ndjson|json|gz|zst|parquet|eval)$/",
  menus: {
    "explorer/context": {
      when: "(explorerResourceIsFolder || resourceExtname =~ /^\\.(jsonl|ndjson|json|gz|zst|parquet|eval)$/)",
      group: "navigation@90",
    },
    "editor/title": {
      when: "resourceExtname =~ /^\\.(jsonl|ndjson|parquet)$/ && activeCustomEditorId != traceAuditor.run",
      group: "navigation@1",
    },
  },
  run: ({ runViews }, given?: string | vscode.Uri, selected?: readonly vscode.Uri[]) => {
    const uri = typeof given === "string" ? vscode.Uri.parse(given) : given;
    const active = vscode.window.activeTextEditor?.document.uri ?? shownUri();
    const chosen =
      selected !== undefined && selected.length > 0 ? selected : [uri ?? active].filter((one) => one !== undefined);
    return runViews.open(chosen);
  },
});

/** The file of the active tab: one that is no text has no text editor. */
function shownUri(): vscode.Uri | undefined {
  const input = vscode.window.tabGroups.activeTabGroup.activeTab?.input;
  return input instanceof vscode.TabInputText || input instanceof vscode.TabInputCustom ? input.uri : undefined;
}
