import * as vscode from "vscode";
import { runInTerminal } from "../commandLine";
import { openJsonlCopy } from "../records/jsonlCopy";
import { tell } from "../shown";
import { editorCommand } from "./command";
import { nameOf } from "../runs/runFiles";

export const openPackedFileCommand = editorCommand({
  id: "traceAuditor.openPackedFile",
  title: "Open the Records of a Packed File…",
  menus: {
    "explorer/context": { when: "resourceExtname =~ /^\\.(parquet|eval|gz|zst)$/", group: "7_modification@9" },
  },
  run: ({ context }, uri?: vscode.Uri) => openPackedFile(context.extensionUri, uri),
});

/**
 * Handles a file that is not text (Parquet, Inspect's `.eval`, packed JSONL): it is audited in the terminal, or its
 * records are read from a JSONL copy, where each opens as a document.
 */
async function openPackedFile(extensionUri: vscode.Uri, given?: vscode.Uri): Promise<void> {
  const uri = given ?? (await askForFile());
  if (uri === undefined) return;
  const name = nameOf(uri);
  if (uri.scheme !== "file") {
    void tell(`${name} is not on this machine's disk, where the command line could read it.`);
    return;
  }
  const copy = "Open a JSONL Copy";
  const audit = "Audit in the Terminal";
  const question = `${name} is not text: nothing can be written back into it. A JSONL copy beside it can be read and edited.`;
  const picked = await tell(question, copy, audit);
  if (picked === audit) await runInTerminal(extensionUri, "audit", ["audit", uri.fsPath, "--summary"]);
  if (picked === copy) await openJsonlCopy(extensionUri, uri);
}

async function askForFile(): Promise<vscode.Uri | undefined> {
  const filters = { "Packed records": ["parquet", "eval", "gz", "zst"] };
  return (await vscode.window.showOpenDialog({ canSelectMany: false, filters }))?.[0];
}
