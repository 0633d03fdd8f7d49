/** JSON files as an editor's client sees them: recognised, with findings on the characters of the file, read as traces. */
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, it } from "vitest";
import type { CodeLens, Diagnostic } from "vscode-languageserver-protocol";
import { URI } from "vscode-uri";
import { auditFileRequest } from "../../server/protocol/auditFile";
import { recordRequest, sourceInQuery } from "../../server/protocol/records";
import {
  type SamplePlace,
  samplePlaceRequest,
  samplesRequest,
  type SamplesResult,
} from "../../server/protocol/samples";
import { root } from "../../scripts/setup/project.mjs";
import { TestClient, type TestClientOptions } from "./support/testClient";

const uri = "file:///data/step-30.jsonl";
const dump = readFileSync(join(root, "examples", "rollouts", "step-30.jsonl"), "utf8");

let client: TestClient;
afterEach(() => client.stop());

async function open(text: string, given: TestClientOptions & { readonly uri?: string } = {}): Promise<void> {
  client = await TestClient.start({ ...given, options: { records: true, ...given.options } });
  await client.open(given.uri ?? uri, text, 1, "jsonl");
}

function textAt(text: string, { range }: Diagnostic): string {
  const line = text.split("\n")[range.start.line] ?? "";
  return line.slice(range.start.character, range.end.character);
}

const allSamples = { severities: [], rules: [], start: 0, count: 100 };

describe("a JSONL file of records", () => {
  it("has its findings on the exact characters of its lines", async () => {
    await open(dump);
    const found = await client.diagnostics(uri);
    const unclosed = found.filter(({ code }) => code === "unclosed-tag");
    expect(unclosed.map((each) => [each.range.start.line, textAt(dump, each)])).toContainEqual([1, "<think>"]);
    const unknown = found.find(({ code }) => code === "unknown-tool");
    expect(unknown && textAt(dump, unknown)).toBe('\\"list_trip\\"');
  });

  it("leads from a finding to its place in the record as a trace", async () => {
    await open(dump);
    const found = (await client.diagnostics(uri)).find(({ code }) => code === "unknown-tool");
    const link = found?.relatedInformation?.find(({ location }) => location.uri.startsWith("trace-auditor-record:"));
    expect(link).toBeDefined();
    if (link === undefined) return;
    const parsed = URI.parse(link.location.uri);
    expect(sourceInQuery(parsed.query)).toEqual({ source: uri, record: 3 });
    expect(parsed.path).toMatch(/\/step-30\.jsonl\/step-30 #4.*\.trace$/);
    const result = await client.ask(recordRequest, { uri, record: 3 });
    const { start, end } = link.location.range;
    const line = result?.text.split("\n")[start.line] ?? "";
    expect(line.slice(start.character, end.character)).toBe('"list_trip"');
  });

  it("gives a record as a trace with the same findings, read by the file's profile", async () => {
    await open(dump);
    const raw = (await client.diagnostics(uri)).filter(({ range }) => range.start.line === 3);
    const result = await client.ask(recordRequest, { uri, record: 3 });
    expect(result).toMatchObject({ record: 3, count: 8 });
    expect(result?.text).toMatch(/^@sample profile=toolrl .*\n@system\n/);
    const recordUri = `trace-auditor-record:/data/step-30.jsonl/4.trace?${encodeURIComponent(`3&${uri}`)}`;
    await client.open(recordUri, result?.text ?? "");
    const read = await client.diagnostics(recordUri);
    expect(read.map(({ code, message }) => [code, message])).toEqual(raw.map(({ code, message }) => [code, message]));
    expect(read.length).toBeGreaterThan(0);
  });

  it("finds the record at a place of the file, and the place in its text", async () => {
    await open(dump);
    const line = dump.split("\n")[4] ?? "";
    const at = { line: 4, character: line.indexOf("neither needs") };
    const result = await client.ask(recordRequest, { uri, at });
    expect(result?.record).toBe(4);
    const place = result?.at;
    expect(result?.text.split("\n")[place?.line ?? -1]?.slice(place?.character)).toMatch(/^neither needs/);
  });

  it("has a lens above each record", async () => {
    await open(dump);
    const lenses = await client.request<CodeLens[]>("textDocument/codeLens", uri);
    const own = lenses.filter(({ command }) => command?.command === "traceAuditor.openRecord");
    expect(own.map(({ range }) => range.start.line)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    expect(own[1]?.command?.title).toMatch(/^Open as trace · 2 · \d+ errors?/);
    expect(own[1]?.command?.arguments).toEqual([uri, { record: 1 }]);
  });

  it("has a lens above its first line that leads to the table of all records, where there are several", async () => {
    await open(dump, { options: { runs: true } });
    const lensesOf = async (): Promise<CodeLens[]> =>
      (await client.request<CodeLens[]>("textDocument/codeLens", uri)).filter(
        ({ command }) => command?.command === "traceAuditor.openAsRun",
      );
    expect(await lensesOf()).toMatchObject([
      { range: { start: { line: 0 } }, command: { title: "Open as run · 8 records", arguments: [uri] } },
    ]);
    await client.change(uri, 2, { text: dump.split("\n")[0] ?? "" });
    expect(await lensesOf()).toEqual([]);
  });

  it("says in its status what it was recognised as, and why", async () => {
    await open(dump);
    await client.diagnostics(uri);
    const status = await client.heard(() => client.statuses.at(-1));
    expect(status).toMatchObject({ samples: 8, format: { id: "verl" } });
    expect(status.format?.reason).toMatch(/its first 8 records have/);
  });

  it("tells bad lines with their place, and the others are audited", async () => {
    const lines = dump.split("\n");
    lines[0] = '{"input": "x", "output": ';
    lines[2] = '{"something": "else"}';
    await open(lines.join("\n"));
    const found = await client.diagnostics(uri);
    const unreadable = found.filter(({ code }) => code === "unreadable-record");
    expect(unreadable.map(({ range }) => range.start.line)).toEqual([0, 2]);
    expect(found.some(({ range }) => range.start.line === 1)).toBe(true);
  });

  it("keeps up with edits of a line", async () => {
    await open(dump);
    const before = await client.diagnostics(uri);
    const line = dump.split("\n")[1] ?? "";
    const character = line.indexOf("\\n<tool_call>", line.indexOf('"output"'));
    const place = { line: 1, character };
    await client.change(uri, 2, { range: { start: place, end: place }, text: " </think>" });
    const after = await client.diagnostics(uri);
    // The reward that was recorded is that of the text before.
    const left = after.filter(({ range, code }) => range.start.line === 1 && code !== "recorded-score-differs");
    expect(left).toEqual([]);
    expect(after.filter(({ range }) => range.start.line !== 1).map(({ message }) => message)).toEqual(
      before.filter(({ range }) => range.start.line !== 1).map(({ message }) => message),
    );
  });
});

describe("the list of samples", () => {
  it("comes in slices, and counts the whole file", async () => {
    await open(dump);
    const ask = (start: number, count: number): Promise<SamplesResult> =>
      client.ask(samplesRequest, { ...allSamples, uri, start, count });
    const all = await ask(0, 100);
    expect(all).toMatchObject({ total: 8, matching: 8 });
    expect(all?.samples.map(({ record }) => record)).toEqual([0, 1, 2, 3, 4, 5, 6, 7]);
    const part = await ask(3, 2);
    expect(part?.samples).toEqual(all?.samples.slice(3, 5));
    expect(part?.summary).toEqual(all?.summary);
  });

  it("is filtered by rule and by severity", async () => {
    await open(dump);
    const filtered = await client.ask(samplesRequest, {
      ...allSamples,
      uri,
      rules: ["unknown-tool"],
    });
    expect(filtered?.matching).toBe(1);
    expect(filtered?.samples[0]?.findings.map(({ rule }) => rule)).toEqual(["unknown-tool"]);
    const errors = await client.ask(samplesRequest, {
      ...allSamples,
      uri,
      severities: ["error"],
    });
    expect(errors?.samples.every(({ findings }) => findings.every(({ severity }) => severity === "error"))).toBe(true);
    expect(errors?.matching).toBeLessThan(8);
  });

  it("says each sample's reward, the mean, and in how many samples each rule found something", async () => {
    await open(dump);
    const all = await client.ask(samplesRequest, { ...allSamples, uri });
    const rewards = all?.samples.map(({ reward }) => reward?.value ?? Number.NaN) ?? [];
    const mean = rewards.reduce((sum, reward) => sum + reward, 0) / 8;
    expect(all?.summary).toMatchObject({ samples: 8, mean: { kind: "computed", n: 8, value: mean } });
    const hit = all?.samples.filter(({ findings }) => findings.some(({ rule }) => rule === "unclosed-tag"));
    expect(all?.summary.rules["unclosed-tag"]?.samples).toBe(hit?.length);
    const lost = await client.ask(samplesRequest, { ...allSamples, uri, states: ["lost"] });
    expect(lost?.matching).toBe(all?.summary.states.lost);
    expect(lost?.matching).toBeGreaterThan(0);
    expect(lost?.samples.every(({ reward }) => reward !== undefined && reward.value < reward.best)).toBe(true);
  });

  it("leads from a sample to the next one that the filter lets through", async () => {
    await open(dump);
    const filter = { severities: ["error"] as const, rules: [] };
    const listed = await client.ask(samplesRequest, { ...allSamples, ...filter, uri });
    const records = listed?.samples.map(({ record }) => record) ?? [];
    const [first = -1, second = -1] = records;
    const beside = (record: number, step: -1 | 0 | 1): Promise<SamplePlace | null> =>
      client.ask(samplePlaceRequest, { uri, ...filter, record, step });
    expect(await beside(first, 1)).toEqual({ record: second, place: 1, matching: records.length });
    expect(await beside(second, -1)).toEqual({ record: first, place: 0, matching: records.length });
    expect(await beside(records.at(-1) ?? -1, 1)).toBeNull();
    expect(await beside(second, 0)).toMatchObject({ place: 1 });
    const at = { line: second, character: 20 };
    expect(await client.ask(samplePlaceRequest, { uri, ...filter, at, step: 0 })).toMatchObject({ record: second });
  });

  it("has no tick for a sample in which nothing was checked", async () => {
    const words = { prompt: "Say hello.", completion: "Hello." };
    await open(Array.from({ length: 3 }, () => JSON.stringify(words)).join("\n"));
    const all = await client.ask(samplesRequest, { ...allSamples, uri });
    expect(all?.samples.map(({ checked }) => checked)).toEqual([false, false, false]);
    expect(all?.summary.states.unchecked).toBe(3);
    await client.diagnostics(uri);
    expect(await client.heard(() => client.statuses.at(-1))).toMatchObject({ samples: 3, unchecked: 3 });
  });
});

describe("other files", () => {
  it("that hold no records get no findings, no list, no lens", async () => {
    const other = "file:///data/package.json";
    await open('{"name": "x", "scripts": {"test": "<think>"}}', { uri: other });
    expect(await client.diagnostics(other)).toEqual([]);
    expect(await client.ask(samplesRequest, { ...allSamples, uri: other })).toBeNull();
    expect(await client.request("textDocument/codeLens", other)).toEqual([]);
  });

  it("are read as the setting says, or left alone", async () => {
    await open(dump, { settings: { recordFormats: { "**/*.jsonl": "none" } } });
    expect(await client.diagnostics(uri)).toEqual([]);
    client.settings = { recordFormats: { "**/step-*.jsonl": "verl" } };
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: null });
    expect((await client.diagnostics(uri)).length).toBeGreaterThan(0);
    expect(client.statuses.at(-1)?.format?.reason).toContain("traceAuditor.recordFormats");
  });

  it("that are a Git LFS pointer say so", async () => {
    await open("version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 123456\n");
    const found = await client.diagnostics(uri);
    expect(found.map(({ message }) => message)).toEqual([expect.stringContaining("123456 bytes")]);
  });
});

describe("a file that is not open", () => {
  it("is audited for the workspace as an open one is", async () => {
    const folder = mkdtempSync(join(tmpdir(), "trace-auditor-"));
    try {
      const path = join(folder, "dump.jsonl");
      writeFileSync(path, dump);
      writeFileSync(join(folder, "package.json"), "{}");
      await open(dump);
      const result = await client.ask(auditFileRequest, {
        uri: URI.file(path).toString(),
      });
      expect(result?.samples).toBe(8);
      expect(result?.diagnostics).toHaveLength((await client.diagnostics(uri)).length);
      const opened = await client.ask(auditFileRequest, { uri });
      expect(opened?.findings).toEqual(result?.findings);
      const none = { uri: URI.file(join(folder, "package.json")).toString() };
      expect(await client.ask(auditFileRequest, none)).toBeNull();
      const missing = { uri: URI.file(join(folder, "missing.jsonl")).toString() };
      expect(await client.ask(auditFileRequest, missing)).toBeNull();
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
