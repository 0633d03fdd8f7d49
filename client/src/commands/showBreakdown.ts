import type * as vscode from "vscode";
import type { Position } from "../../../server/core/text/lineTable";
import { editorCommand, inTraces, ofTraces } from "./command";

export const showBreakdownCommand = editorCommand({
  id: "traceAuditor.showBreakdown",
  title: "Show Reward Breakdown",
  icon: "graph",
  when: inTraces,
  menus: { "editor/context": { when: ofTraces, group: "9_traceAuditor@1" } },
  run: ({ breakdown }, uri?: string | vscode.Uri, at?: Position) => breakdown.show(uri, at),
});
