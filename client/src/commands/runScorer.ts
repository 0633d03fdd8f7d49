import type * as vscode from "vscode";
import type { Position } from "../../../server/core/text/lineTable";
import { editorCommand, inTraces } from "./command";

export const runScorerCommand = editorCommand({
  id: "traceAuditor.runScorer",
  title: "Score with the Team's Scorer",
  when: inTraces,
  run: ({ scorer }, uri?: string | vscode.Uri, at?: Position) => scorer.runOnSample(uri, at),
});
