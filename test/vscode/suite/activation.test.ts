import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { api, closeAll, eventually, extension, open } from "../support/editor";

/** Is the language client loaded into this process, which is the extension host? */
function isLoaded(): boolean {
  return Object.keys(require.cache).some((file) => /[\\/]dist[\\/]session\.js$/.test(file));
}

// The first file in the alphabet, so that nothing has opened a trace before it.
describe("activation", () => {
  afterEach(closeAll);

  it("costs little where there is no trace: of an ordinary JSON file nothing more is loaded", async () => {
    await open("ordinary.json");
    await extension().activate();
    // Activation looks at the open documents in the next turn of the event loop, and what it wants is loaded in that turn.
    await new Promise((resolve) => setImmediate(resolve));
    assert.equal(isLoaded(), false);
  });

  it("leaves it to a command that is called to load the rest", async () => {
    await vscode.commands.executeCommand("traceAuditor.nextRecord");
    assert.equal(isLoaded(), true);
    assert.equal(api().isRunning(), false);
  });

  it("waits for a trace: other work is not slowed down", async () => {
    assert.equal(api().isRunning(), false);
    const document = await open("unclosed.trace");
    assert.equal(document.languageId, "trace");
    await eventually("the server to start", () => api().isRunning() || undefined);
  });
});
