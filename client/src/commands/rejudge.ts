import type * as vscode from "vscode";
import type { Position } from "../../../server/core/text/lineTable";
import { editorCommand, inTraces } from "./command";

export const rejudgeCommand = editorCommand({
  id: "traceAuditor.rejudge",
  title: "Judge the Sample",
  when: inTraces,
  run: ({ judging }, uri?: string | vscode.Uri, at?: Position, anew?: boolean) => judging.judgeSample(uri, at, anew),
});
