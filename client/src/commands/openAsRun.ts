import * as vscode from "vscode";
import { editorCommand } from "./command";

export const openAsRunCommand = editorCommand({
  id: "traceAuditor.openAsRun",
  title: "Open as Run",
  icon: "graph-line",
  when: "resourceExtname =~ /^\\.(jsonl|ndjson|json|gz|zst)$/",
  menus: {
    "explorer/context": {
      when: "(explorerResourceIsFolder || resourceExtname =~ /^\\.(jsonl|ndjson|json|gz|zst)$/)",
      group: "navigation@90",
    },
    "editor/title": {
      when: "resourceExtname =~ /^\\.(jsonl|ndjson)$/ && activeCustomEditorId != traceAuditor.run",
      group: "navigation@1",
    },
  },
  run: ({ runViews }, uri?: vscode.Uri, selected?: readonly vscode.Uri[]) => {
    const active = vscode.window.activeTextEditor?.document.uri;
    const chosen =
      selected !== undefined && selected.length > 0 ? selected : [uri ?? active].filter((one) => one !== undefined);
    return runViews.open(chosen);
  },
});
