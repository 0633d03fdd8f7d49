import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, eventually, extension, open } from "../support/editor";

/** Does the language server run? VS Code itself holds JSON documents, which may have activated the extension. */
function runs(): boolean {
  return extension().isActive && (extension().exports as { isRunning(): boolean }).isRunning();
}

/** Is the language client loaded into this process, which is the extension host? */
function isLoaded(): boolean {
  return Object.keys(require.cache).some((file) => /[\\/]dist[\\/]session\.js$/.test(file));
}

// The first file in the alphabet, so that nothing has opened a trace before it.
describe("activation", () => {
  afterEach(closeAll);

  it("costs little where there is no trace: of an ordinary JSON file nothing more is loaded", async () => {
    await open("ordinary.json");
    await eventually("the extension to be active", () => extension().isActive || undefined);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    assert.equal(isLoaded(), false);
  });

  it("leaves it to a command that is called to load the rest", async () => {
    await vscode.commands.executeCommand("traceAuditor.nextRecord");
    assert.equal(isLoaded(), true);
    assert.equal(runs(), false);
  });

  it("waits for a trace: other work is not slowed down", async () => {
    assert.equal(runs(), false);
    const document = await open("unclosed.trace");
    assert.equal(document.languageId, "trace");
    await eventually("the server to start", () => runs() || undefined);
  });
});
