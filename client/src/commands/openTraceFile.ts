import * as vscode from "vscode";
import { tell } from "../shown";
import { editorCommand, type Parts } from "./command";

export const openTraceFileCommand = editorCommand({
  id: "traceAuditor.openTraceFile",
  title: "Open Trace File…",
  menus: {
    "explorer/context": { when: "resourceExtname =~ /^\\.(jsonl|ndjson|json|gz|zst)$/", group: "navigation@9" },
  },
  run: (parts, uri?: vscode.Uri) => openTraceFile(parts, uri),
});

/** Lists a file's samples, read from the disk: whatever its length, and without an editor that holds it. */
async function openTraceFile({ diskFiles, samplesFiller }: Parts, given?: vscode.Uri): Promise<void> {
  const uri = given ?? (await askForFile());
  if (uri === undefined) return;
  const name = uri.path.split("/").at(-1) ?? "";
  if (uri.scheme !== "file") {
    void tell(`${name} is not on a disk, where it could be read part by part: open it in an editor.`);
    return;
  }
  const { phase, why = "it cannot be read" } = await diskFiles.open(uri);
  if (phase === "failed") {
    await diskFiles.close(uri);
    void tell(`${name} is not read from the disk: ${why}.`);
    return;
  }
  await samplesFiller.list(uri);
}

async function askForFile(): Promise<vscode.Uri | undefined> {
  const filters = { Traces: ["jsonl", "ndjson", "json", "gz", "zst"], "All files": ["*"] };
  return (await vscode.window.showOpenDialog({ canSelectMany: false, filters }))?.[0];
}
