import type * as vscode from "vscode";
import type { Position } from "../../../server/core/text/lineTable";
import { editorCommand, inTraces } from "./command";

export const showBreakdownCommand = editorCommand({
  id: "traceAuditor.showBreakdown",
  title: "Show Reward Breakdown",
  icon: "graph",
  when: inTraces,
  run: ({ breakdown }, uri?: string | vscode.Uri, at?: Position) => breakdown.show(uri, at),
});
