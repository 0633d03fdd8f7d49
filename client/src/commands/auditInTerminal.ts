import * as vscode from "vscode";
import { runInTerminal } from "../commandLine";
import { examples } from "../examples/examples";
import type { ExampleCopies } from "../examples/exampleCopies";
import { markDone } from "../walkthrough";
import { tell } from "../shown";
import { editorCommand } from "./command";

export const auditInTerminalCommand = editorCommand({
  id: "traceAuditor.auditInTerminal",
  title: "Audit in the Terminal",
  run: ({ context, copies }) => auditInTerminal(context.extensionUri, copies),
});

/** Runs `trace-auditor audit` in the terminal: on the workspace's folders, or on the examples if none is open. */
async function auditInTerminal(extensionUri: vscode.Uri, copies: ExampleCopies): Promise<void> {
  const folders = (vscode.workspace.workspaceFolders ?? []).map(({ uri }) => uri);
  const audited = folders.length > 0 ? folders : [await copies.all(examples.map(({ file }) => file))];
  const onDisk = audited.filter(({ scheme }) => scheme === "file").map(({ fsPath }) => fsPath);
  if (onDisk.length === 0) {
    void tell(
      "The command line reads files on disk, and this workspace's are elsewhere. Trace Auditor: Audit All Trace Files in the Workspace reads them.",
    );
    return;
  }
  await runInTerminal(extensionUri, "audit", ["audit", ...onDisk, "--summary"]);
  await markDone("terminal");
}
