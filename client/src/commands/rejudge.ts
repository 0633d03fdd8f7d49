import type * as vscode from "vscode";
import type { Position } from "../../../server/core/text/lineTable";
import { editorCommand, inTraces, ofTraces } from "./command";

export const rejudgeCommand = editorCommand({
  id: "traceAuditor.rejudge",
  title: "Judge the Sample",
  when: inTraces,
  menus: { "editor/context": { when: ofTraces, group: "9_traceAuditor@5" } },
  run: ({ judging }, uri?: string | vscode.Uri, at?: Position, anew?: boolean) => judging.judgeSample(uri, at, anew),
});
