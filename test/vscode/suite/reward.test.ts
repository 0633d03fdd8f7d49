import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { closeAll, eventually, extension, open, placeOf } from "../support/editor";

describe("rewards", () => {
  before(() => extension().activate());
  afterEach(closeAll);

  const lenses = async (document: vscode.TextDocument): Promise<vscode.CodeLens[]> =>
    (await vscode.commands.executeCommand<vscode.CodeLens[] | undefined>(
      "vscode.executeCodeLensProvider",
      document.uri,
      100,
    )) ?? [];
  const titleWith = (document: vscode.TextDocument, words: string): Promise<vscode.CodeLens> =>
    eventually(`a lens with ${words}`, async () =>
      (await lenses(document)).find(({ command }) => command?.title.includes(words)),
    );
  const hints = async (document: vscode.TextDocument): Promise<string[]> => {
    const all = await vscode.commands.executeCommand<vscode.InlayHint[] | undefined>(
      "vscode.executeInlayHintProvider",
      document.uri,
      new vscode.Range(0, 0, document.lineCount, 0),
    );
    return (all ?? []).map(({ label }) =>
      typeof label === "string" ? label : label.map(({ value }) => value).join(""),
    );
  };

  it("stand in lenses and hints, and follow an edit", async () => {
    const document = await open("rewarded.trace");
    const lens = await titleWith(document, "Reward 2.5 of 4");
    assert.equal(lens.range.start.line, placeOf(document, "@completion").line);
    assert.equal(lens.command?.command, "traceAuditor.showBreakdown");
    assert.deepEqual(await eventually("hints", async () => nonEmpty(await hints(document))), [
      "−1.5 of 1.5",
      "−1.5 of 4.5",
    ]);
    const at = placeOf(document, "Bergen");
    const edit = new vscode.WorkspaceEdit();
    edit.replace(document.uri, new vscode.Range(at, at.translate(0, "Bergen".length)), "Oslo");
    assert.ok(await vscode.workspace.applyEdit(edit));
    await titleWith(document, "Reward 4 of 4");
  });

  it("open beside the editor, once", async () => {
    await open("rewarded.trace");
    const panels = (): vscode.Tab[] =>
      vscode.window.tabGroups.all
        .flatMap(({ tabs }) => tabs)
        .filter(({ input }) => input instanceof vscode.TabInputWebview && input.viewType.includes("traceAuditor"));
    await vscode.commands.executeCommand("traceAuditor.showBreakdown");
    await eventually("the breakdown", () => (panels().length > 0 ? true : undefined));
    await vscode.commands.executeCommand("traceAuditor.showBreakdown");
    assert.equal(panels().length, 1);
    await vscode.window.tabGroups.close(panels());
  });
});

function nonEmpty<T>(items: readonly T[]): readonly T[] | undefined {
  return items.length === 0 ? undefined : items;
}
