import type * as vscode from "vscode";
import { editorCommand, inTraces } from "./command";

export const rejudgeFileCommand = editorCommand({
  id: "traceAuditor.rejudgeFile",
  title: "Judge All Samples of the File",
  when: inTraces,
  run: ({ judging }, uri?: string | vscode.Uri) => judging.judgeFile(uri),
});
