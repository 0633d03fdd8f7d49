import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, codeOf, diagnosticsOf, eventually, extension, open } from "../support/editor";

/** The actions on the first finding of a rule, worked out as far as VS Code does when one is taken. */
async function actionsOn(document: vscode.TextDocument, rule: string): Promise<vscode.CodeAction[]> {
  const found = await diagnosticsOf(document, rule, (all) => all.some((each) => codeOf(each) === rule));
  const range = found.find((each) => codeOf(each) === rule)?.range;
  return eventually("actions", async () => {
    const actions = await vscode.commands.executeCommand<vscode.CodeAction[]>(
      "vscode.executeCodeActionProvider",
      document.uri,
      range,
      undefined,
      10,
    );
    return actions.length > 0 ? actions : undefined;
  });
}

/** Does what VS Code does with an action that is chosen: its edit, where there is any, then its command. */
async function take(actions: readonly vscode.CodeAction[], title: string): Promise<void> {
  const action = actions.find((each) => each.title.startsWith(title));
  assert.ok(action, `no ${title} among ${actions.map((each) => each.title).join(", ")}`);
  if (action.edit !== undefined && action.edit.size > 0) assert.ok(await vscode.workspace.applyEdit(action.edit));
  if (action.command === undefined) return;
  const { command, arguments: given } = action.command;
  // It tells what it did, and waits for an answer.
  void vscode.commands.executeCommand(command, ...((given ?? []) as unknown[]));
}

describe("fixes", () => {
  before(() => extension().activate());
  afterEach(closeAll);

  it("fix a finding from the lightbulb, and undo brings it back", async () => {
    const document = await open("unclosed.trace");
    const before = document.getText();
    await take(await actionsOn(document, "unclosed-tag"), "Close </think>");
    await diagnosticsOf(document, "no unclosed tag", (all) => all.every((each) => codeOf(each) !== "unclosed-tag"));
    await vscode.commands.executeCommand("undo");
    assert.equal(document.getText(), before);
  });

  it("fix all that is safe to fix by VS Code's own command", async () => {
    const document = await open("unclosed.trace");
    await diagnosticsOf(document, "a finding", (all) => all.length > 0);
    await vscode.commands.executeCommand("editor.action.fixAll");
    await diagnosticsOf(document, "no unclosed tag", (all) => all.every((each) => codeOf(each) !== "unclosed-tag"));
    assert.match(document.getText(), /<\/think>/);
  });

  it("may switch the rule off instead: in the sample, or in the workspace", async () => {
    const document = await open("unclosed.trace");
    await take(await actionsOn(document, "unclosed-tag"), "Switch off unclosed-tag in this sample");
    assert.match(document.getText(), /^@sample .*off=unclosed-tag/);
    await diagnosticsOf(document, "silence", (all) => all.every((each) => codeOf(each) !== "unclosed-tag"));

    const dump = await open("dump.jsonl");
    await take(await actionsOn(dump, "unclosed-tag"), "Switch off unclosed-tag in this workspace (settings)");
    await diagnosticsOf(dump, "silence", (all) => all.every((each) => codeOf(each) !== "unclosed-tag"));
    const settings = vscode.workspace.getConfiguration("traceAuditor");
    assert.deepEqual(settings.get("rules"), { "unclosed-tag": "off" });
    await settings.update("rules", undefined, vscode.ConfigurationTarget.Workspace);
    await diagnosticsOf(dump, "the finding again", (all) => all.some((each) => codeOf(each) === "unclosed-tag"));
  });
});

describe("format document", () => {
  before(() => extension().activate());
  afterEach(closeAll);

  it("spaces the calls of a trace, and has nothing more to do the second time", async () => {
    const document = await open("sound.trace");
    const text = document.getText();
    const edit = new vscode.WorkspaceEdit();
    const whole = new vscode.Range(document.positionAt(0), document.positionAt(text.length));
    edit.replace(document.uri, whole, text.replace('{"name": ', '{ "name" :'));
    assert.ok(await vscode.workspace.applyEdit(edit));
    await vscode.commands.executeCommand("editor.action.formatDocument");
    await eventually("the formatted text", () => (document.getText() === text ? true : undefined));
    const edits = await vscode.commands.executeCommand<vscode.TextEdit[] | undefined>(
      "vscode.executeFormatDocumentProvider",
      document.uri,
      {},
    );
    assert.deepEqual(edits ?? [], []);
  });
});
