import * as assert from "node:assert/strict";
import * as vscode from "vscode";
import { api, closeAll, codeOf, diagnosticsOf, eventually, extension, open, placeOf } from "../support/editor";

/** A new document gets a record with a finding, and is audited. */
async function comesToHoldRecords(): Promise<void> {
  const output = "<think> A greeting.\n<response> Hello! </response>";
  const record = { input: "user\nHello!\nassistant\n", output, step: 1 };
  const document = await vscode.workspace.openTextDocument({ language: "json", content: "" });
  await vscode.window.showTextDocument(document);
  assert.equal(api().reads(document.uri), false);
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, new vscode.Position(0, 0), JSON.stringify(record));
  assert.ok(await vscode.workspace.applyEdit(edit));
  await diagnosticsOf(document, "unclosed-tag", (all) => all.some((d) => codeOf(d) === "unclosed-tag"));
}

describe("JSON records", () => {
  before(() => extension().activate());
  afterEach(closeAll);

  it("have their findings on the exact characters, with a way to the trace", async () => {
    const document = await open("dump.jsonl");
    const [first] = await diagnosticsOf(document, "unclosed-tag", (all) =>
      all.some((d) => codeOf(d) === "unclosed-tag"),
    );
    assert.ok(first);
    assert.equal(document.getText(first.range), "<think>");
    const link = first.relatedInformation?.find(({ location }) => location.uri.scheme === "trace-auditor-record");
    assert.ok(link, "no link to the record");
    const record = await vscode.workspace.openTextDocument(link.location.uri);
    assert.equal(record.languageId, "trace");
    assert.equal(record.getText(link.location.range), "<think>");
    assert.equal(vscode.workspace.fs.isWritableFileSystem("trace-auditor-record"), true);
  });

  it("open as documents that follow their file", async () => {
    const source = await open("dump.jsonl");
    await diagnosticsOf(source, "a diagnostic", (all) => all.length > 0);
    await vscode.commands.executeCommand("traceAuditor.openRecord", source.uri, { record: 1 });
    const record = vscode.window.activeTextEditor?.document;
    assert.ok(record);
    assert.match(record.uri.path, /\/dump\.jsonl\/dump #2 · oslo\.trace$/);
    await diagnosticsOf(record, "the record's findings", (all) => all.some((d) => codeOf(d) === "unclosed-tag"));
    const edit = new vscode.WorkspaceEdit();
    edit.insert(source.uri, placeOf(source, "\\n<tool_call>", placeIn(source, '"id": "oslo"')), " </think>");
    assert.ok(await vscode.workspace.applyEdit(edit));
    await eventually("the edit in the record", () =>
      /@completion\n<think> I look it up\. <\/think>/.test(record.getText()) ? true : undefined,
    );
    await diagnosticsOf(record, "no such finding", (all) => all.every((d) => codeOf(d) !== "unclosed-tag"));
    await vscode.commands.executeCommand("traceAuditor.previousRecord");
    assert.match(vscode.window.activeTextEditor?.document.uri.path ?? "", /\/dump #1 · bergen\.trace$/);
    await vscode.commands.executeCommand("traceAuditor.nextRecord");
    assert.match(vscode.window.activeTextEditor?.document.uri.path ?? "", /\/dump #2 · oslo\.trace$/);
    await vscode.window.showTextDocument(source);
    await vscode.commands.executeCommand("workbench.action.files.revert");
  });

  it("of an ordinary JSON file there are none: the server never hears of it", async () => {
    const ordinary = await open("ordinary.json");
    // When the server has this one, it would have the other.
    const dump = await open("dump.jsonl");
    await diagnosticsOf(dump, "a diagnostic", (all) => all.length > 0);
    assert.equal(api().reads(dump.uri), true);
    const edit = new vscode.WorkspaceEdit();
    edit.insert(ordinary.uri, new vscode.Position(0, 1), '"a": 1, ');
    assert.ok(await vscode.workspace.applyEdit(edit));
    // Edited later, and so looked at later: once this one is known, the ordinary file has been looked at.
    await comesToHoldRecords();
    assert.equal(api().reads(ordinary.uri), false);
    assert.deepEqual(
      vscode.languages.getDiagnostics(ordinary.uri).filter(({ source }) => source === "Trace Auditor"),
      [],
    );
  });

  it("become known when a document comes to hold them", async () => {
    await comesToHoldRecords();
  });

  it("are audited in the whole workspace, and told once", async () => {
    const document = await open("dump.jsonl");
    const before = await diagnosticsOf(document, "a diagnostic", (all) => all.length > 0);
    await vscode.commands.executeCommand("traceAuditor.auditWorkspace");
    const closed = vscode.Uri.joinPath(document.uri, "..", "unclosed.trace");
    await eventually("the closed file's findings", () =>
      vscode.languages.getDiagnostics(closed).length > 0 ? true : undefined,
    );
    assert.equal(vscode.languages.getDiagnostics(document.uri).length, before.length);
    const opened = await open("unclosed.trace");
    await eventually("the findings of the open file, once", () => {
      const codes = vscode.languages.getDiagnostics(opened.uri).map(codeOf);
      return codes.length > 0 && new Set(codes).size === codes.length ? true : undefined;
    });
  });
});

function placeIn(document: vscode.TextDocument, words: string): number {
  return document.offsetAt(placeOf(document, words));
}
