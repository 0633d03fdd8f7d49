import * as assert from "node:assert/strict";
import { readFileSync, writeFileSync } from "node:fs";
import * as vscode from "vscode";
import { closeAll, codeOf, diagnosticsOf, eventually, extension, open, placeOf } from "../support/editor";

const call = `<tool_call>\n{"name": "get_weather", "parameters": {"city": "Oslo"}}\n</tool_call>`;
const good = `<think> I look it up. </think>\n${call}`;
const unclosed = `<think> I look it up. \n${call}`;

/** As Python writes it: a space after each colon, and escapes for all characters beyond ASCII. */
function line(id: string, output: string, gts = good): string {
  const text = (given: string): string =>
    JSON.stringify(given).replace(/[\u0080-\uffff]/g, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, "0")}`);
  return `{"id": "${id}", "input": "user\\nWie ist das Wetter? \\u2600\\nassistant\\n", "output": ${text(output)}, "gts": ${text(gts)}, "step": 1}`;
}

describe("an opened record", () => {
  let number = 0;
  let source: vscode.TextDocument;
  let path: string;
  let lines: string[];

  before(() => extension().activate());
  beforeEach(async () => {
    const folder = vscode.workspace.workspaceFolders?.[0]?.uri;
    assert.ok(folder);
    const name = `saved-${number++}.jsonl`;
    path = vscode.Uri.joinPath(folder, name).fsPath;
    lines = [line("one", good), line("two", unclosed), line("three", unclosed, unclosed)];
    writeFileSync(path, content());
    source = await open(name);
    await diagnosticsOf(source, "a diagnostic", (all) => all.length > 0);
  });
  afterEach(closeAll);

  function content(): string {
    return `\ufeff${lines.join("\r\n")}\r\n`;
  }

  function onDisk(): string {
    return readFileSync(path, "utf8");
  }

  async function openRecord(record: number): Promise<vscode.TextDocument> {
    await vscode.commands.executeCommand("traceAuditor.openRecord", source.uri, { record });
    const document = vscode.window.activeTextEditor?.document;
    assert.ok(document?.uri.scheme === "trace-auditor-record");
    await eventually("the record's lenses", async () => {
      const lenses = await vscode.commands.executeCommand<vscode.CodeLens[]>(
        "vscode.executeCodeLensProvider",
        document.uri,
      );
      return lenses.length > 0 ? true : undefined;
    });
    return document;
  }

  async function insert(document: vscode.TextDocument, before: string, text: string): Promise<void> {
    const edit = new vscode.WorkspaceEdit();
    edit.insert(document.uri, placeOf(document, before), text);
    assert.ok(await vscode.workspace.applyEdit(edit));
  }

  /** The document's text once its file was read again. */
  async function reads(document: vscode.TextDocument, wanted: string): Promise<void> {
    await eventually("the file to be read again", () => (document.getText() === wanted ? true : undefined));
    assert.equal(document.isDirty, false);
  }

  async function fixes(document: vscode.TextDocument, kind: string): Promise<vscode.CodeAction[]> {
    const at = placeOf(document, "<think>");
    return vscode.commands.executeCommand(
      "vscode.executeCodeActionProvider",
      document.uri,
      new vscode.Range(at, at.translate(0, 7)),
      kind,
    );
  }

  it("is saved into its line, and no other byte changes; its file's editor follows", async () => {
    const record = await openRecord(0);
    await insert(record, "I look", '"Schön," ');
    assert.equal(record.isDirty, true);
    assert.equal(await record.save(), true);
    lines[0] = line("one", good.replace("I look", '"Schön," I look'));
    assert.ok(lines[0].includes("Sch\\u00f6n"));
    assert.equal(onDisk(), content());
    assert.equal(record.isDirty, false);
    await reads(source, content().slice(1));

    // And again, and back: undo is an edit like any other.
    await insert(record, "I look", "x");
    assert.equal(await record.save(), true);
    await vscode.commands.executeCommand("undo");
    await vscode.commands.executeCommand("undo");
    assert.equal(await record.save(), true);
    lines[0] = line("one", good);
    assert.equal(onDisk(), content());
    await reads(source, content().slice(1));
    assert.equal(record.isDirty, false);
  });

  it("is saved faster than its file is read again, and that is no conflict", async () => {
    const record = await openRecord(0);
    let written = "";
    for (const letter of "abcdefghij") {
      await insert(record, "I look", letter);
      written += letter;
      assert.equal(await record.save(), true, `not saved: ${written}`);
      assert.equal(onDisk().includes(`<think> ${written}I look`), true);
    }
    lines[0] = line("one", good.replace("I look", `${written}I look`));
    await reads(source, content().slice(1));
    assert.equal(record.isDirty, false);
    assert.match(record.getText(), /abcdefghijI look/);
  });

  it("is found again where lines were added and removed", async () => {
    const record = await openRecord(1);
    await insert(record, "\n<tool_call>", "</think>");
    lines = [line("new", good), ...lines, line("last", good)];
    writeFileSync(path, content());
    assert.equal(await record.save(), true);
    lines[2] = line("two", good);
    assert.equal(onDisk(), content());
    await reads(source, content().slice(1));
    assert.match(record.getText(), /id=two/);
    assert.equal(record.isDirty, false);
  });

  it("is audited while it is edited, and fixed like any trace", async () => {
    const record = await openRecord(1);
    await diagnosticsOf(record, "unclosed-tag", (all) => all.some((each) => codeOf(each) === "unclosed-tag"));
    const quick = await eventually("the fix", async () =>
      (await fixes(record, "quickfix")).find(({ title }) => title.startsWith("Close </think>")),
    );
    assert.match(quick.title, /reward 3 → 4/);
    assert.ok(quick.edit && (await vscode.workspace.applyEdit(quick.edit)));
    await diagnosticsOf(record, "no finding", (all) => all.every((each) => codeOf(each) !== "unclosed-tag"));
    assert.equal(onDisk(), content());
    await vscode.commands.executeCommand("undo");
    assert.equal(record.isDirty, false);
    const [all] = await fixes(record, "source.fixAll.traceAuditor");
    assert.ok(all?.edit && (await vscode.workspace.applyEdit(all.edit)));
    assert.equal(await record.save(), true);
    lines[1] = line("two", good);
    assert.equal(onDisk(), content());
  });

  it("is fixed on save, its ground truth not", async () => {
    const settings = vscode.workspace.getConfiguration("editor");
    const key = "codeActionsOnSave";
    await settings.update(key, { "source.fixAll.traceAuditor": "always" }, vscode.ConfigurationTarget.Workspace);
    try {
      const record = await openRecord(2);
      await insert(record, "I look", "Yes: ");
      assert.equal(await record.save(), true);
      lines[2] = line("three", good.replace("I look", "Yes: I look"), unclosed);
      assert.equal(onDisk(), content());
    } finally {
      await settings.update(key, undefined, vscode.ConfigurationTarget.Workspace);
    }
  });

  it("keeps what is edited where the file says something else by now", async () => {
    const record = await openRecord(1);
    await insert(record, "I look", "Mine. ");
    lines[1] = line("two", "another's");
    writeFileSync(path, content());
    await reads(source, content().slice(1));
    assert.equal(await record.save(), false);
    assert.equal(onDisk(), content());
    assert.equal(record.isDirty, true);
    assert.match(record.getText(), /Mine\. I look/);
  });

  it("is not saved over an edit of the same record in its file's editor, be that as long and not saved", async () => {
    const record = await openRecord(1);
    await insert(record, "I look", "Mine. ");
    const edit = new vscode.WorkspaceEdit();
    const at = placeOf(source, "I look", source.getText().indexOf('"two"'));
    edit.replace(source.uri, new vscode.Range(at, at.translate(0, 6)), "We see");
    assert.ok(await vscode.workspace.applyEdit(edit));
    assert.equal(await record.save(), false);
    assert.match(source.getText(), /We see it up\./);
    assert.doesNotMatch(source.getText(), /Mine/);
    assert.equal(onDisk(), content());
    assert.equal(record.isDirty, true);
    await vscode.window.showTextDocument(source);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });

  it("keeps what is edited where it cannot be written back", async () => {
    const record = await openRecord(1);
    await insert(record, "I look", "Mine. ");
    await insert(record, "@completion", "@user\nA turn more.\n");
    assert.equal(await record.save(), false);
    assert.equal(onDisk(), content());
    assert.equal(record.isDirty, true);
    await vscode.commands.executeCommand("undo");
    assert.equal(await record.save(), true);
    lines[1] = line("two", unclosed.replace("I look", "Mine. I look"));
    assert.equal(onDisk(), content());
  });

  it("goes into its file's document where that has changes that are not saved", async () => {
    const record = await openRecord(1);
    await insert(source, '{"id": "three"', `${line("new", good)}\r\n`);
    await insert(record, "\n<tool_call>", "</think>");
    assert.equal(await record.save(), true);
    assert.equal(source.isDirty, true);
    assert.equal(onDisk(), content());
    lines = [lines[0] ?? "", line("two", good), line("new", good), lines[2] ?? ""];
    assert.equal(source.getText(), content().slice(1));
    assert.equal(await source.save(), true);
    assert.equal(onDisk(), content());
    assert.equal(record.isDirty, false);
  });
});
