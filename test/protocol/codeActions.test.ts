import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import type { CodeAction, Diagnostic, Range, TextDocumentEdit, TextEdit } from "vscode-languageserver-protocol/node";
import { TextDocument } from "vscode-languageserver-textdocument";
import { TestClient } from "./support/testClient";

const uri = "file:///tmp/one.trace";
const lines = "file:///tmp/dump.jsonl";
const call = `<tool_call>\n{"name": "weather", "parameters": {"city": "Oslo"}}\n</tool_call>`;
const good = `<think> I look it up. </think>\n${call}`;
const unclosed = `<think> I look it up. \n${call}`;

let client: TestClient;
afterEach(async () => {
  await client.stop();
});

function line(output: string, gts: string): string {
  return JSON.stringify({ input: "How is the weather?", output, gts, step: 3 });
}

async function actionsOn(document: string, rule: string, only?: readonly string[]): Promise<CodeAction[]> {
  const found = (await client.diagnostics(document)).filter(({ code }) => code === rule);
  const range: Range = found[0]?.range ?? { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };
  return ask(document, range, found, only);
}

function ask(
  document: string,
  range: Range,
  diagnostics: readonly Diagnostic[],
  only?: readonly string[],
): Promise<CodeAction[]> {
  const context = { diagnostics, ...(only === undefined ? {} : { only }) };
  return client.request("textDocument/codeAction", document, { range, context });
}

function applied(text: string, document: string, action: CodeAction): string {
  return TextDocument.applyEdits(TextDocument.create(document, "x", 1, text), action.edit!.changes![document]!);
}

describe("quick fixes", () => {
  it("belong to their finding, prefer the one safe fix, and fix a .trace document", async () => {
    client = await TestClient.start();
    await client.open(uri, unclosed);
    const [close, ...others] = await actionsOn(uri, "unclosed-tag");
    expect(others.map(({ title }) => title)).toEqual(["Switch off unclosed-tag in this sample"]);
    expect(close).toMatchObject({
      title: "Close </think>",
      kind: "quickfix",
      isPreferred: true,
      diagnostics: [{ code: "unclosed-tag" }],
    });
    expect(applied(unclosed, uri, close!)).toBe(good);
  });

  it("tell what they are worth, and touch in a JSON line only the string that is fixed", async () => {
    client = await TestClient.start();
    const text = `${line(good, good)}\n${line(unclosed, good)}\n`;
    await client.open(lines, text, 1, "jsonl");
    const [close] = await actionsOn(lines, "unclosed-tag");
    expect(close!.title).toBe("Close </think>: reward 3 → 4");
    expect(applied(text, lines, close!)).toBe(`${line(good, good)}\n${line(good, good)}\n`);
    expect(close!.edit!.changes![lines]!.every(({ range }) => range.start.line === 1)).toBe(true);
  });

  it("are not preferred where they change prose", async () => {
    client = await TestClient.start();
    await client.open(uri, good.replace("look", "use <tool_call> to look"));
    const [bare] = await actionsOn(uri, "reader-disagreement");
    expect(bare).toMatchObject({ title: "Take the angle brackets off <tool_call>", isPreferred: false });
  });

  it("are none where nothing is wrong, or nobody asks for them", async () => {
    client = await TestClient.start();
    await client.open(uri, unclosed);
    const end = { line: 3, character: 5 };
    expect(await ask(uri, { start: end, end }, [])).toEqual([]);
    expect(await actionsOn(uri, "unclosed-tag", ["refactor"])).toEqual([]);
  });
});

describe("source.fixAll.traceAuditor", () => {
  const kind = "source.fixAll.traceAuditor";

  it("makes all safe fixes of a file, line ends kept, and leaves prose and ground truths alone", async () => {
    client = await TestClient.start();
    expect(client.capabilities.codeActionProvider).toEqual({
      codeActionKinds: ["quickfix", kind],
      resolveProvider: false,
    });
    const mention = good.replace("look", "use <tool_call> to look");
    const text = [unclosed, good.replace("</think>\n", "</think>\n\n"), mention]
      .map((trace, i) => `@sample id=${i}\n@completion\n${trace}\n`)
      .join("")
      .replaceAll("\n", "\r\n");
    const wanted = [good, good, mention]
      .map((trace, i) => `@sample id=${i}\n@completion\n${trace}\n`)
      .join("")
      .replaceAll("\n", "\r\n");
    await client.open(uri, text);
    const [all, ...others] = await actionsOn(uri, "none", ["source.fixAll"]);
    expect(others).toEqual([]);
    expect(all).toMatchObject({ kind });
    expect(applied(text, uri, all!)).toBe(wanted);
    const truth = `${line(good, unclosed)}\n`;
    await client.open(lines, truth, 1, "jsonl");
    expect(await actionsOn(lines, "none", [kind])).toEqual([]);
  });

  it("is not made for the lightbulb, which does not ask for it", async () => {
    client = await TestClient.start();
    await client.open(uri, unclosed);
    const kinds = (await actionsOn(uri, "unclosed-tag")).map((action) => action.kind);
    expect(new Set(kinds)).toEqual(new Set(["quickfix"]));
  });
});

describe("fixing all of a rule in a file", () => {
  const three = [unclosed, good, unclosed, unclosed.replace("weather", "forecast")]
    .map((trace, i) => `@sample id=${i} profile=toolrl\n@completion\n${trace}\n`)
    .join("");
  const tools = `[{"name": "weather", "parameters": {"city": {"type": "string"}}}]`;
  const misnamed = ["wheather", "weathr", "tomorrow"]
    .map((name) => `@sample profile=toolrl\n@tools\n${tools}\n@completion\n${good.replace("weather", name)}\n`)
    .join("");
  const capabilities = {
    workspace: {
      configuration: true,
      workspaceEdit: { documentChanges: true, changeAnnotationSupport: { groupsOnLabel: true } },
    },
    textDocument: {
      diagnostic: {},
      codeAction: { dataSupport: true, resolveSupport: { properties: ["edit"] } },
    },
  };

  async function offered(rule: string): Promise<CodeAction | undefined> {
    return (await actionsOn(uri, rule)).find(({ title }) => title.startsWith("Fix all"));
  }
  const resolved = (action: CodeAction): Promise<CodeAction> =>
    client.connection.sendRequest("codeAction/resolve", action);
  const changed = (text: string, { edit }: CodeAction): string =>
    TextDocument.applyEdits(
      TextDocument.create(uri, "x", 1, text),
      (edit!.documentChanges as TextDocumentEdit[])[0]!.edits as TextEdit[],
    );

  it("is worked out when it is taken, and made at once where it is safe", async () => {
    client = await TestClient.start({ capabilities });
    await client.open(uri, three);
    const offer = await offered("unclosed-tag");
    expect(offer).toMatchObject({ title: "Fix all unclosed-tag in this file", kind: "quickfix" });
    expect(offer!.edit).toBeUndefined();
    const taken = await resolved(offer!);
    expect(taken.edit!.changeAnnotations).toBeUndefined();
    expect(changed(three, taken)).toBe(three.replaceAll(unclosed, good).replace(/up\. \n/, "up. </think>\n"));
  });

  it("is shown before it is made where it changes what the model said, and says what stays", async () => {
    client = await TestClient.start({ capabilities });
    await client.open(uri, misnamed);
    const offer = await offered("unknown-tool");
    expect(offer!.title).toBe("Fix all unknown-tool in this file, after a preview");
    const taken = await resolved(offer!);
    const rest =
      "1 of 3 unknown-tool stays: no fix is known that helps without changing a ground truth or bringing something as grave.";
    expect(taken.edit!.changeAnnotations!["fix"]).toEqual({
      label: "Fix all unknown-tool",
      needsConfirmation: true,
      description: rest,
    });
    expect(await client.heard(() => client.messages[0])).toBe(rest);
    const edits = (taken.edit!.documentChanges as TextDocumentEdit[])[0]!.edits;
    expect(edits.every((edit) => "annotationId" in edit && edit.annotationId === "fix")).toBe(true);
    expect(changed(misnamed, taken)).toBe(misnamed.replace("wheather", "weather").replace("weathr", "weather"));
  });

  it("is offered where there are several findings, and the client can ask for it and show it", async () => {
    client = await TestClient.start({ capabilities });
    await client.open(uri, unclosed);
    expect(await offered("unclosed-tag")).toBeUndefined();
    await client.stop();
    const blind = { ...capabilities, workspace: { configuration: true } };
    client = await TestClient.start({ capabilities: blind });
    await client.open(uri, three);
    expect(await offered("unclosed-tag")).toBeDefined();
    await client.change(uri, 2, { text: misnamed });
    expect(await offered("unknown-tool")).toBeUndefined();
  });
});

describe("switching a rule off", () => {
  const options = { switchesOff: true };

  async function offers(document: string, rule = "unclosed-tag"): Promise<CodeAction[]> {
    return (await actionsOn(document, rule)).filter(({ title }) => title.startsWith("Switch off"));
  }
  const switchedOff = (text: string, rule: string, path?: string): Promise<{ text: string } | null> =>
    client.connection.sendRequest("traceAuditor/switchedOff", { text, rule, path });

  it("in a .trace document is an edit of its sample, after which the rule is silent", async () => {
    client = await TestClient.start();
    const text = `@sample id=a\n@completion\n${unclosed}\n@sample id=b\n@completion\n${unclosed}\n`;
    await client.open(uri, text);
    const [here, ...others] = await offers(uri);
    // Whoever cannot write configs is offered what an edit can do.
    expect(others).toEqual([]);
    expect(here).toMatchObject({ kind: "quickfix", diagnostics: [{ code: "unclosed-tag" }] });
    const after = applied(text, uri, here!);
    expect(after).toBe(text.replace("id=a", "id=a off=unclosed-tag"));
    await client.change(uri, 2, { text: after });
    const left = (await client.diagnostics(uri)).filter(({ code }) => code === "unclosed-tag");
    expect(left.map(({ range }) => range.start.line)).toEqual([4 + unclosed.split("\n").length]);
  });

  it("in a JSON record is an entry of the config for its file, and says where it goes", async () => {
    const folder = mkdtempSync(join(tmpdir(), "trace-auditor-off-"));
    const root = pathToFileURL(folder).toString();
    const dump = `${root}/runs/dump.jsonl`;
    client = await TestClient.start({ options, folder: root });
    await client.open(dump, `${line(unclosed, good)}\n`, 1, "jsonl");
    expect((await offers(dump)).map(({ title, command }) => [title, command?.arguments])).toEqual([
      [
        "Switch off unclosed-tag in dump.jsonl (new trace-auditor.json)",
        [{ rule: "unclosed-tag", uri: dump, config: `${root}/trace-auditor.json`, path: "runs/dump.jsonl" }],
      ],
      ["Switch off unclosed-tag in this workspace (settings)", [{ rule: "unclosed-tag", uri: dump }]],
    ]);
    // With an edit, though an empty one, there is nothing left to ask for before the command is run.
    for (const { edit } of await offers(dump)) expect(edit).toEqual({ changes: {} });
    const config = await switchedOff("", "unclosed-tag", "runs/dump.jsonl");
    writeFileSync(join(folder, "trace-auditor.json"), config!.text);
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", {
      changes: [{ uri: `${root}/trace-auditor.json`, type: 1 }],
    });
    expect((await client.diagnostics(dump)).filter(({ code }) => code === "unclosed-tag")).toEqual([]);
    rmSync(folder, { recursive: true });
  });

  it("goes to the config that is nearest, unless a setting has the last word", async () => {
    const folder = mkdtempSync(join(tmpdir(), "trace-auditor-off-"));
    mkdirSync(join(folder, "runs"));
    writeFileSync(join(folder, "runs", "trace-auditor.json"), "{}");
    const root = pathToFileURL(folder).toString();
    const dump = `${root}/runs/dump.jsonl`;
    client = await TestClient.start({ options, folder: root });
    await client.open(dump, `${line(unclosed, good)}\n`, 1, "jsonl");
    const config = `${root}/runs/trace-auditor.json`;
    expect((await offers(dump)).map(({ title, command }) => [title, command?.arguments])).toEqual([
      [
        "Switch off unclosed-tag in dump.jsonl (runs/trace-auditor.json)",
        [{ rule: "unclosed-tag", uri: dump, config, path: "dump.jsonl" }],
      ],
      ["Switch off unclosed-tag below runs/ (runs/trace-auditor.json)", [{ rule: "unclosed-tag", uri: dump, config }]],
    ]);
    const above = `${root}/above.jsonl`;
    writeFileSync(join(folder, "trace-auditor.json"), "{}");
    await client.open(above, `${line(unclosed, good)}\n`, 1, "jsonl");
    expect((await offers(above)).map(({ title }) => title)).toEqual([
      "Switch off unclosed-tag in above.jsonl (trace-auditor.json)",
      "Switch off unclosed-tag in this workspace (trace-auditor.json)",
    ]);
    client.settings = { rules: { "unclosed-tag": "warning" } };
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    expect((await offers(dump)).map(({ title }) => title)).toEqual([
      "Switch off unclosed-tag in this workspace (settings)",
    ]);
    rmSync(folder, { recursive: true });
  });

  it("leaves a config that is broken to a person", async () => {
    client = await TestClient.start({ options });
    expect(await switchedOff("{", "unclosed-tag")).toBeNull();
    expect(await switchedOff("{}", "unclosed-tag")).toEqual({
      text: '{\n  "rules": {\n    "unclosed-tag": "off"\n  }\n}',
    });
  });
});
