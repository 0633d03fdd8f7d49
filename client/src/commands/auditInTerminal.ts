import * as vscode from "vscode";
import { examples } from "../examples/examples";
import type { ExampleCopies } from "../examples/exampleCopies";
import { tell } from "../shown";
import { editorCommand } from "./command";

export const auditInTerminalCommand = editorCommand({
  id: "traceAuditor.auditInTerminal",
  title: "Audit in the Terminal",
  run: ({ context, copies }) => auditInTerminal(context.extensionUri, copies),
});

/**
 * Runs `trace-auditor audit` in the terminal, by the Node of VS Code itself: nothing has to be installed for it. On the
 * workspace's folders; where none is open, on the examples.
 */
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
  const cli = vscode.Uri.joinPath(extensionUri, "dist", "cli.js").fsPath;
  const run = new vscode.ProcessExecution(process.execPath, [cli, "audit", ...onDisk, "--summary"], {
    // VS Code's program is Node when it is told so.
    env: { ELECTRON_RUN_AS_NODE: "1" },
  });
  const name = "audit";
  const task = new vscode.Task({ type: "process" }, vscode.TaskScope.Workspace, name, "Trace Auditor", run);
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, clear: true };
  await vscode.tasks.executeTask(task);
}
