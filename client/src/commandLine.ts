import * as vscode from "vscode";

/**
 * Runs our command line in the terminal, by the Node of VS Code itself: nothing has to be installed for it.
 *
 * @param name what the terminal is called
 * @returns the exit code, once it has ended; undefined where it was ended by the user
 */
export async function runInTerminal(
  extensionUri: vscode.Uri,
  name: string,
  args: readonly string[],
): Promise<number | undefined> {
  const cli = vscode.Uri.joinPath(extensionUri, "dist", "cli.js").fsPath;
  const run = new vscode.ProcessExecution(process.execPath, [cli, ...args], {
    // VS Code's program is Node when it is told so.
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
