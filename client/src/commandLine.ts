import * as vscode from "vscode";

/**
 * Runs our command line in the terminal with VS Code's own Node, so that nothing has to be installed.
 *
 * @param name the terminal's name
 * @returns the exit code, once it has ended; undefined if the user ended it
 */
export async function runInTerminal(
  extensionUri: vscode.Uri,
  name: string,
  args: readonly string[],
): Promise<number | undefined> {
  const cli = vscode.Uri.joinPath(extensionUri, "dist", "cli.js").fsPath;
  const run = new vscode.ProcessExecution(process.execPath, [cli, ...args], {
    // With this variable, VS Code's program acts as Node.
    env: { ELECTRON_RUN_AS_NODE: "1" },
  });
  const task = new vscode.Task({ type: "process" }, vscode.TaskScope.Workspace, name, "Trace Auditor", run);
  task.presentationOptions = { reveal: vscode.TaskRevealKind.Always, clear: true };
  const execution = await vscode.tasks.executeTask(task);
  return new Promise((resolve) => {
    const ended = vscode.tasks.onDidEndTaskProcess((event) => {
      if (event.execution !== execution) return;
      ended.dispose();
      resolve(event.exitCode);
    });
  });
}
