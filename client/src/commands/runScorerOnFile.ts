import type * as vscode from "vscode";
import { editorCommand, inTraces } from "./command";

export const runScorerOnFileCommand = editorCommand({
  id: "traceAuditor.runScorerOnFile",
  title: "Score All Samples with the Team's Scorer",
  when: inTraces,
  run: ({ scorer }, uri?: string | vscode.Uri) => scorer.runOnFile(uri),
});
