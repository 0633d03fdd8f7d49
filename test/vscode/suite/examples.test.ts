import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { examples } from "../../../client/src/examples/examples";
import { closeAll, diagnosticsOf, eventually, extension } from "../support/editor";

describe("examples", () => {
  before(() => extension().activate());
  afterEach(closeAll);

  /** Opens the first example by the command, as the walkthrough does. */
  async function openExample(): Promise<vscode.TextDocument> {
    await vscode.commands.executeCommand("traceAuditor.openExample", "start-here.trace");
    const document = vscode.window.activeTextEditor?.document;
    if (document?.fileName.endsWith("start-here.trace") !== true) throw new Error("The example is not shown.");
    return document;
  }

  it("open as copies, are fixed by one command, and stay as the person left them", async () => {
    const document = await openExample();
    assert.ok(!document.fileName.startsWith(extension().extensionPath), "the original is not touched");
    await diagnosticsOf(document, "three findings", ({ length }) => length === 3);
    await vscode.commands.executeCommand("traceAuditor.fixAllSafe");
    await diagnosticsOf(document, "the wrong value alone", ({ length }) => length === 1);
    await document.save();
    const fixed = document.getText();
    await closeAll();
    assert.equal((await openExample()).getText(), fixed);
  });

  it("are those of the list, no more and no less", async () => {
    const folder = vscode.Uri.joinPath(extension().extensionUri, "examples");
    const files = await vscode.workspace.findFiles(new vscode.RelativePattern(folder, "**/*"));
    const there = files.map(({ path }) => path.slice(folder.path.length + 1));
    assert.deepEqual(there.sort(), examples.map(({ file }) => file).sort());
  });

  it("and the workspace are audited in the terminal, with the command line's exit code", async () => {
    const ended = new Promise<number | undefined>((resolve) => {
      const listener = vscode.tasks.onDidEndTaskProcess(({ execution, exitCode }) => {
        if (execution.task.source !== "Trace Auditor") return;
        listener.dispose();
        resolve(exitCode);
      });
    });
    await vscode.commands.executeCommand("traceAuditor.auditInTerminal");
    await eventually("the task to start", () => vscode.tasks.taskExecutions[0] ?? vscode.window.activeTerminal);
    assert.equal(await ended, 1);
  });
});
