import * as assert from "node:assert/strict";
import { execFileSync } from "node:child_process";
import * as vscode from "vscode";
import { recordUri } from "../../../client/src/records/recordUris";
import { api, closeAll, codeOf, diagnosticsOf, eventually, extension, open, placeOf } from "../support/editor";

/** The process of the language server: a child of this one, which is the extension host. */
function serverProcess(): number | undefined {
  const processes = execFileSync("ps", ["-A", "-o", "pid=,ppid=,args="], { encoding: "utf8" });
  for (const line of processes.split("\n")) {
    const [, pid, parent, command = ""] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? [];
    if (Number(parent) === process.pid && /[\\/]dist[\\/]server\.js\b/.test(command)) return Number(pid);
  }
  return undefined;
}

/** Kills the server as the system does that runs out of memory. */
async function crash(): Promise<number> {
  const pid = await eventually("the server's process", () => (api().isRunning() ? serverProcess() : undefined));
  process.kill(pid, "SIGKILL");
  return pid;
}

async function isBack(killed: number): Promise<void> {
  await eventually("another server", () => {
    const pid = api().isRunning() ? serverProcess() : undefined;
    return pid !== undefined && pid !== killed ? true : undefined;
  });
}

/** Is the fault told, and does it go when it is fixed: does the server have the document and follow its edits? */
async function isAudited(document: vscode.TextDocument): Promise<void> {
  const isFault = (diagnostic: vscode.Diagnostic): boolean => codeOf(diagnostic) === "unclosed-tag";
  await diagnosticsOf(document, "the fault", (all) => all.some(isFault));
  const edit = new vscode.WorkspaceEdit();
  edit.insert(document.uri, placeOf(document, "<tool_call>"), "</think>\n");
  assert.ok(await vscode.workspace.applyEdit(edit));
  await diagnosticsOf(document, "the fault to go", (all) => !all.some(isFault));
}

describe("a language server that crashes", () => {
  before(() => extension().activate());
  beforeEach(() => vscode.commands.executeCommand("traceAuditor.restartServer"));
  afterEach(closeAll);

  it("is started again, and audits what is open", async () => {
    const document = await open("unclosed.trace");
    await diagnosticsOf(document, "the fault", (all) => all.some((d) => codeOf(d) === "unclosed-tag"));
    await isBack(await crash());
    await isAudited(document);
  });

  it("goes on with records that are open beside their file", async () => {
    const source = await open("dump.jsonl");
    await diagnosticsOf(source, "a diagnostic", (all) => all.length > 0);
    await vscode.commands.executeCommand("traceAuditor.openRecord", source.uri, { record: 1 });
    const record = vscode.window.activeTextEditor?.document;
    assert.ok(record);
    await diagnosticsOf(record, "the record's findings", (all) => all.some((d) => codeOf(d) === "unclosed-tag"));
    await isBack(await crash());
    await diagnosticsOf(record, "them again", (all) => all.some((d) => codeOf(d) === "unclosed-tag"));
    await vscode.commands.executeCommand("traceAuditor.previousRecord");
    assert.match(vscode.window.activeTextEditor?.document.uri.path ?? "", /\/dump #1 · bergen\.trace$/);
  });

  it("stays down after five crashes, until it is started by hand", async () => {
    const document = await open("unclosed.trace");
    for (let i = 0; i < 4; i++) await isBack(await crash());
    await crash();
    await eventually("the server to be off", () => (api().isRunning() ? undefined : true));
    // Who needs it is told that it is off. One that the client starts again would answer.
    const record = recordUri({ source: vscode.Uri.joinPath(document.uri, "..", "dump.jsonl"), record: 0 }, "bergen");
    await assert.rejects(async () => vscode.workspace.openTextDocument(record), /stopped too often and is off/);
    assert.equal(api().isRunning(), false);
    assert.equal(serverProcess(), undefined);
    await vscode.commands.executeCommand("traceAuditor.restartServer");
    await isAudited(document);
  });
});
