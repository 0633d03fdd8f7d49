import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterEach, describe, expect, it } from "vitest";
import { CancellationTokenSource, type Diagnostic } from "vscode-languageserver-protocol/node";
import { TestClient, type TestClientOptions } from "./support/testClient";

const uri = "file:///tmp/one.trace";
const good = `<think>
The user asks for the weather in Oslo.
</think>
<tool_call>
{"name": "get_weather", "parameters": {"city": "Oslo"}}
</tool_call>
`;
const unclosed = good.replace("</think>\n", "");

let client: TestClient;
async function start(options?: TestClientOptions): Promise<void> {
  client = await TestClient.start(options);
}
afterEach(async () => {
  await client.stop();
});

const codes = (found: readonly Diagnostic[]): unknown[] => found.map(({ code }) => code);
const at = (line: number, character: number): { line: number; character: number } => ({ line, character });

describe("diagnostics by pull", () => {
  it("come with range, severity, code, page, source and related places, and never by push", async () => {
    await start({ options: { rulePages: "file:///ext/docs/rules" } });
    expect(client.capabilities.diagnosticProvider).toEqual({
      interFileDependencies: false,
      workspaceDiagnostics: false,
    });
    await client.open(uri, unclosed);
    const found = (await client.diagnostics(uri)).find(({ code }) => code === "unclosed-tag");
    expect(found).toMatchObject({
      range: { start: at(0, 0), end: at(0, 7) },
      severity: 1,
      source: "Trace Auditor",
      codeDescription: { href: "file:///ext/docs/rules/unclosed-tag.md" },
      relatedInformation: [{ location: { uri, range: { start: { line: 1 } } } }],
    });
    await client.change(uri, 2, { range: { start: at(1, 38), end: at(1, 38) }, text: "\n</think>" });
    expect(await client.diagnostics(uri)).toEqual([]);
    expect(client.published).toEqual([]);
  });

  it("carry no link where the client did not say where the pages are", async () => {
    await start();
    await client.open(uri, unclosed);
    for (const found of await client.diagnostics(uri)) expect(found.codeDescription).toBeUndefined();
  });

  it("are unchanged for the same text under the same settings, and full after either changed", async () => {
    await start();
    await client.open(uri, unclosed);
    const first = await client.pull(uri);
    expect(first.resultId).toBeDefined();
    expect(await client.pull(uri, first.resultId)).toEqual({ kind: "unchanged", resultId: first.resultId });
    client.settings = { rules: { "unclosed-tag": "warning" } };
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await client.heard(() => (client.refreshes > 0 ? true : undefined));
    const second = await client.pull(uri, first.resultId);
    expect(second).toMatchObject({ kind: "full", items: [{ code: "unclosed-tag", severity: 2 }] });
    await client.change(uri, 2, { range: { start: at(0, 0), end: at(0, 0) }, text: "\n" });
    expect(await client.pull(uri, second.resultId)).toMatchObject({ kind: "full" });
  });

  it("follow several changes of one notification, each on the text that the one before left", async () => {
    await start();
    await client.open(uri, unclosed);
    await client.change(
      uri,
      2,
      { range: { start: at(1, 0), end: at(2, 0) }, text: "One line.\nAnother line.\n" },
      { range: { start: at(2, 13), end: at(2, 13) }, text: "\n</thi" },
      { range: { start: at(3, 5), end: at(3, 5) }, text: "nk>" },
    );
    expect(await client.diagnostics(uri)).toEqual([]);
    await client.change(
      uri,
      3,
      { range: { start: at(3, 2), end: at(3, 7) }, text: "thought" },
      { range: { start: at(0, 0), end: at(0, 0) }, text: "@completion\n" },
    );
    const [misspelled] = await client.diagnostics(uri);
    expect(misspelled).toMatchObject({ code: "misspelled-tag", range: { start: at(4, 0), end: at(4, 10) } });
    await client.change(uri, 4, { text: good });
    expect(await client.diagnostics(uri)).toEqual([]);
  });

  it("count UTF-16 units and know CRLF", async () => {
    await start();
    await client.open(
      uri,
      '@completion\r\n<think>\r\n😀é</think>\r\n<tool_call>\r\n{"name": "😀", }\r\n</tool_call>\r\n',
    );
    const found = await client.diagnostics(uri);
    const json = found.find(({ code }) => code === "tool-call-json");
    expect(json?.range.start.line).toBe(4);
    expect(found.find(({ code }) => code === "unreadable-record")).toMatchObject({
      severity: 3,
      range: { start: at(0, 11), end: at(1, 0) },
    });
  });

  it("say nothing of another program's .trace file", async () => {
    await start();
    await client.open(uri, "# tracer: function\r\n  bash-1977 [000] 17284.993652: sys_close\r\n");
    expect(await client.diagnostics(uri)).toEqual([]);
    const status = await client.heard(() => client.statuses.at(-1));
    expect(status).toMatchObject({ uri, samples: 0, findings: { error: 0, warning: 0, information: 0 } });
    expect(status.profile).toBeUndefined();
  });

  it("go with a status that names the profile, the samples' own too, and counts", async () => {
    await start();
    await client.open(uri, unclosed);
    await client.diagnostics(uri);
    expect(await client.heard(() => client.statuses.at(-1))).toEqual({
      uri,
      version: 1,
      profile: { name: "toolrl", title: "ToolRL", reason: "its trace looks like it" },
      format: { id: "trace", title: "Trace file", reason: "" },
      samples: 1,
      unchecked: 0,
      findings: { error: 1, warning: 0, information: 0 },
    });
    await client.change(uri, 2, { text: `@sample profile=hermes\n@completion\n${good}` });
    await client.close(uri);
    await client.open(uri, `@sample profile=hermes\n@completion\n${good}`, 3);
    await client.diagnostics(uri);
    const status = await client.heard(() => client.statuses.find(({ version }) => version === 3));
    expect(status.profile).toEqual({ name: "hermes", title: "Hermes and Qwen", reason: "its samples name it" });
  });

  it("are at most 1,000, the severest first, and say how many were left out", async () => {
    await start({ settings: { rules: { "missing-tag": "information" } } });
    const sample = "@sample profile=toolrl\n@completion\n<think>a</think>\n";
    const broken = "@sample profile=toolrl\n@completion\n<think>a\n<tool_call>\n{}\n</tool_call>\n";
    await client.open(uri, sample.repeat(990) + broken.repeat(20));
    const found = await client.diagnostics(uri);
    expect(found).toHaveLength(1000);
    expect(found.filter(({ code }) => code === "unclosed-tag")).toHaveLength(20);
    const severities = found.map(({ severity }) => severity ?? 0);
    expect(severities).toEqual(severities.toSorted((a, b) => a - b));
    const told = client.statuses.at(-1)?.findings;
    const all = (told?.error ?? 0) + (told?.warning ?? 0) + (told?.information ?? 0);
    expect(found.at(-1)).toMatchObject({ code: "left-out", severity: 3 });
    expect(found.at(-1)?.message).toContain(String(all - 999));
  });

  it("stop when the client cancels, and come when it asks again", async () => {
    await start({ options: { debounce: 60_000 } });
    await client.open(uri, good);
    await client.change(uri, 2, { text: unclosed });
    const cancellation = new CancellationTokenSource();
    const asked = client.connection.sendRequest(
      "textDocument/diagnostic",
      { textDocument: { uri } },
      cancellation.token,
    );
    // Once a later request is answered, the server has the earlier one and waits with it.
    await client.request("textDocument/hover", uri, { position: at(0, 0) });
    cancellation.cancel();
    await expect(asked).rejects.toMatchObject({ code: -32800 });
    await client.close(uri);
    await client.open(uri, unclosed);
    expect(codes(await client.diagnostics(uri))).toEqual(["unclosed-tag"]);
  });

  it("give way to a newer edit while a long file is audited", async () => {
    await start();
    const sample = `@sample\n@completion\n${unclosed}`;
    await client.open(uri, sample.repeat(20_000));
    const first = client.pull(uri);
    // Answered only once the audit, already under way, lets messages in.
    await client.request("textDocument/hover", uri, { position: at(0, 0) });
    await client.change(uri, 2, { text: good });
    await expect(first).rejects.toMatchObject({ code: -32802, data: { retriggerRequest: true } });
    expect(await client.diagnostics(uri)).toEqual([]);
  });
});

describe("diagnostics by push", () => {
  it("come after opening and each edit with the version, go on closing, and cannot be pulled", async () => {
    await start({ pull: false });
    expect(client.capabilities.diagnosticProvider).toBeUndefined();
    await client.open(uri, unclosed);
    const first = await client.heard(() => client.published.at(-1));
    expect(first).toMatchObject({ uri, version: 1, diagnostics: [{ code: "unclosed-tag" }] });
    await client.change(uri, 2, { text: good });
    await client.heard(() =>
      client.published.find(({ version, diagnostics }) => version === 2 && diagnostics.length === 0),
    );
    await client.change(uri, 3, { text: unclosed });
    await client.heard(() => client.published.find(({ version }) => version === 3));
    await client.close(uri);
    expect(await client.heard(() => client.published.find((each) => each.version === undefined))).toEqual({
      uri,
      diagnostics: [],
    });
  });

  it("come again when the settings change", async () => {
    await start({ pull: false });
    await client.open(uri, unclosed);
    await client.heard(() => client.published.at(-1));
    client.settings = { rules: { "unclosed-tag": "off" } };
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    await client.heard(() => client.published.find(({ diagnostics }) => diagnostics.length === 0));
  });

  it("tell of one version only, however fast one types", async () => {
    await start({ pull: false, options: { debounce: 50 } });
    await client.open(uri, good);
    await client.heard(() => client.published.at(-1));
    for (let version = 2; version <= 20; version++) await client.change(uri, version, { text: unclosed });
    await client.heard(() => client.published.find(({ version }) => version === 20));
    expect(client.published.map(({ version }) => version)).toEqual([1, 20]);
  });
});

describe("settings", () => {
  let folder: string;
  afterEach(() => {
    rmSync(folder, { recursive: true, force: true });
  });

  const fileIn = (name: string): string => pathToFileURL(join(folder, name)).href;
  async function startInFolder(options: TestClientOptions = {}): Promise<void> {
    folder = mkdtempSync(join(tmpdir(), "trace-auditor-protocol-"));
    await start({ ...options, folder: pathToFileURL(folder).href });
  }
  async function configChanged(): Promise<void> {
    const before = client.refreshes;
    const changes = [{ uri: fileIn("trace-auditor.json"), type: 2 }];
    await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes });
    await client.heard(() => (client.refreshes > before ? true : undefined));
  }

  it("of the nearest trace-auditor.json hold, and hold anew when it changes or goes", async () => {
    await startInFolder();
    const file = fileIn("runs/a.trace");
    const configFile = join(folder, "trace-auditor.json");
    await client.open(file, unclosed);
    expect(codes(await client.diagnostics(file))).toEqual(["unclosed-tag"]);
    writeFileSync(configFile, '{"rules": {"unclosed-tag": "off"}}');
    await configChanged();
    expect(await client.diagnostics(file)).toEqual([]);

    writeFileSync(configFile, '{"profile": "nobodys"}');
    await configChanged();
    expect(codes(await client.diagnostics(file))).toEqual(["unclosed-tag"]);
    const told = await client.heard(() => client.published.find(({ diagnostics }) => diagnostics.length > 0));
    expect(told).toMatchObject({ uri: fileIn("trace-auditor.json"), diagnostics: [{ code: "unknown-profile" }] });

    rmSync(configFile);
    await configChanged();
    await client.diagnostics(file);
    await client.heard(() => (client.published.at(-1)?.diagnostics.length === 0 ? true : undefined));
  });

  it("are those of the innermost folder with a trace-auditor.json, in a workspace of folders in one another", async () => {
    folder = mkdtempSync(join(tmpdir(), "trace-auditor-protocol-"));
    const outer = pathToFileURL(folder).href;
    for (const name of ["inner", "inner/deep"]) mkdirSync(join(folder, name));
    writeFileSync(join(folder, "trace-auditor.json"), '{"profile": "hermes", "rules": {"unclosed-tag": "off"}}');
    writeFileSync(
      join(folder, "inner", "trace-auditor.json"),
      '{"files": [{"pattern": "deep/*.trace", "profile": "think-answer"}]}',
    );
    await start({ folder: outer, otherFolders: [`${outer}/inner`] });
    const told = async (name: string): Promise<unknown> => {
      await client.open(fileIn(name), "@sample\n@completion\n<think> a\n<answer> b </answer>\n");
      const found = codes(await client.diagnostics(fileIn(name)));
      const status = await client.heard(() => client.statuses.find(({ uri }) => uri === fileIn(name)));
      return [status.profile?.name, found.includes("unclosed-tag")];
    };
    expect(await told("a.trace")).toEqual(["hermes", false]);
    expect(await told("inner/deep/a.trace")).toEqual(["think-answer", true]);
  });

  it("name a profile by the path in the innermost workspace folder", async () => {
    folder = mkdtempSync(join(tmpdir(), "trace-auditor-protocol-"));
    const outer = pathToFileURL(folder).href;
    await start({ folder: outer, otherFolders: [`${outer}/runs`], settings: { profiles: { "a.trace": "hermes" } } });
    await client.open(fileIn("runs/a.trace"), good);
    await client.diagnostics(fileIn("runs/a.trace"));
    const { profile } = await client.heard(() => client.statuses[0]);
    expect(profile).toMatchObject({ name: "hermes" });
  });

  it("name a profile by path, before the team's config does", async () => {
    await startInFolder({ settings: { profiles: { "runs/*.trace": "hermes" } } });
    writeFileSync(join(folder, "trace-auditor.json"), '{"profile": "think-answer"}');
    await client.open(fileIn("runs/a.trace"), good);
    await client.open(fileIn("b.trace"), good);
    const statusOf = async (name: string): Promise<unknown> => {
      await client.diagnostics(fileIn(name));
      return client.heard(() => client.statuses.find((status) => status.uri === fileIn(name))?.profile);
    };
    expect(await statusOf("runs/a.trace")).toMatchObject({
      name: "hermes",
      reason: 'the setting traceAuditor.profiles says so for "runs/*.trace"',
    });
    expect(await statusOf("b.trace")).toMatchObject({ name: "think-answer" });
    const { profiles, current } = await client.connection.sendRequest<{
      profiles: { name: string }[];
      current: unknown;
    }>("traceAuditor/profiles", { uri: fileIn("b.trace") });
    expect(profiles.map(({ name }) => name)).toContain("toolrl");
    expect(current).toMatchObject({ name: "think-answer" });
  });

  it("that make no sense are told in the log and not followed", async () => {
    await startInFolder({ settings: { rules: { "unclosed-tag": 7 }, profiles: { "*": "nobodys" } } });
    const file = fileIn("a.trace");
    await client.open(file, unclosed);
    expect(codes(await client.diagnostics(file))).toEqual(["unclosed-tag"]);
    const log = await client.heard(() => (client.log.length >= 2 ? client.log.join("\n") : undefined));
    expect(log).toContain("unclosed-tag");
    expect(log).toContain("nobodys");
  });
});
