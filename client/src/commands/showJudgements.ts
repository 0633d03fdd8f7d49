import type * as vscode from "vscode";
import type { Position } from "../../../server/core/text/lineTable";
import { editorCommand, inTraces } from "./command";

export const showJudgementsCommand = editorCommand({
  id: "traceAuditor.showJudgements",
  title: "Show Judgements of the Sample",
  when: inTraces,
  run: ({ judging }, uri?: string | vscode.Uri, at?: Position) => judging.showJudgements(uri, at),
});
