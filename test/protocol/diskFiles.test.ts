/** Files that no editor holds: read from the disk record by record, listed, saved and followed. */
import { appendFileSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { URI } from "vscode-uri";
import {
  diskFileNotification,
  type DiskFileState,
  openDiskFileRequest,
  recogniseDiskFileRequest,
} from "../../server/protocol/diskFiles";
import { recordRequest, type RecordResult } from "../../server/protocol/records";
import { writeRecordRequest, type WriteRecordResult } from "../../server/protocol/recordWriting";
import { samplesRequest, type SamplesResult } from "../../server/protocol/samples";
import { TestClient } from "./support/testClient";

const call = `<tool_call>\n{"name": "weather", "parameters": {"city": "Oslo"}}\n</tool_call>`;
const good = `<think> I look it up. </think>\n${call}`;
const unclosed = `<think> I look it up. \n${call}`;
const line = (i: number, output = i % 3 === 0 ? unclosed : good): string =>
  JSON.stringify({ input: `How is the weather, ${i}?`, output, step: 3, id: `r${i}` });
const lines = (count: number, from = 0): string =>
  Array.from({ length: count }, (_, i) => `${line(from + i)}\n`).join("");

let client: TestClient;
let folder: string;
let path: string;
let uri: string;
let states: DiskFileState[];

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trace-auditor-"));
  path = join(folder, "run [1].jsonl");
  uri = URI.file(path).toString();
  states = [];
});
afterEach(async () => {
  await client.stop();
  rmSync(folder, { recursive: true });
});

async function open(content: string | Buffer): Promise<DiskFileState> {
  writeFileSync(path, content);
  client = await TestClient.start({ options: { records: true } });
  client.connection.onNotification(diskFileNotification.method, (state: DiskFileState) => {
    states.push(state);
    client.wake();
  });
  return client.ask(openDiskFileRequest, { uri });
}

/** Asks what a file is without opening it. */
async function recognise(content: string | Buffer): Promise<string | null> {
  writeFileSync(path, content);
  client = await TestClient.start({ options: { records: true } });
  return client.ask(recogniseDiskFileRequest, { uri });
}

const state = (wanted: (state: DiskFileState) => boolean): Promise<DiskFileState> =>
  client.heard(() =>
    states.at(-1) !== undefined && wanted(states.at(-1) as DiskFileState) ? states.at(-1) : undefined,
  );

const isWhole = ({ phase }: DiskFileState): boolean => phase === "whole";

/** Says what an editor's watcher says. */
async function tellWritten(): Promise<void> {
  states.length = 0;
  await client.connection.sendNotification("workspace/didChangeWatchedFiles", { changes: [{ uri, type: 2 }] });
}

async function record(number: number): Promise<NonNullable<RecordResult>> {
  const result = await client.ask(recordRequest, { uri, record: number });
  if (result === null) throw new Error(`no record ${number}`);
  return result;
}

function save(
  { record: number, identity, text }: NonNullable<RecordResult>,
  edited: string,
): Promise<WriteRecordResult> {
  const params = {
    uri,
    record: number,
    known: identity,
    current: text,
    shown: text,
    text: edited,
    into: "file",
  } as const;
  return client.ask(writeRecordRequest, params);
}

async function list(
  more: { rules?: string[]; start?: number; count?: number } = {},
): Promise<NonNullable<SamplesResult>> {
  const { rules = [], start = 0, count = 200 } = more;
  const result = await client.ask(samplesRequest, { uri, severities: [], rules, start, count });
  if (result === null) throw new Error("no samples");
  return result;
}

const closed = (text: string): string => text.replace("up. \n", "up. </think>\n");

describe("a file that is read from the disk", () => {
  it("is listed before it is checked, and filtered once it is", async () => {
    const opened = await open(lines(1000));
    expect(opened).toMatchObject({ title: "verl rollout or validation dump", uri });
    const page = await list({ start: 300, count: 3 });
    expect(page.samples.map(({ name }) => name)).toEqual(["301 · r300", "302 · r301", "303 · r302"]);
    expect(page.samples[0]?.findings.map(({ rule }) => rule)).toContain("unclosed-tag");
    expect(page.samples[0]?.range.start.line).toBe(300);
    expect(await state(isWhole)).toMatchObject({ records: 1000, checked: 1000, percent: 100 });
    const filtered = await list({ rules: ["unclosed-tag"], start: 333 });
    expect(filtered).toMatchObject({ total: 1000, matching: 334 });
    expect(filtered.samples.map(({ name }) => name)).toEqual(["1000 · r999"]);
    expect(filtered.summary.rules["unclosed-tag"]).toMatchObject({ samples: 334, findings: 334 });
  });

  it("has a record written into its line, and no other byte changed", async () => {
    await open(lines(500).replace("r7", "é😀7"));
    await state(isWhole);
    const before = readFileSync(path, "utf8");
    const shown = await record(300);
    expect(shown).toMatchObject({ count: 500, start: { line: 300, character: 0 } });
    const result = await save(shown, closed(shown.text));
    expect(result).toMatchObject({ kind: "written", record: 300, text: closed(shown.text) });
    const wanted = before.replace(line(300), line(300, good));
    expect(readFileSync(path, "utf8")).toBe(wanted);
    // The records behind it have moved, and are found.
    expect((await record(499)).text).toContain("How is the weather, 499?");
    expect((await record(300)).text).toBe(closed(shown.text));
    await state(isWhole);
    expect(await list({ rules: ["unclosed-tag"] })).toMatchObject({ matching: 166 });
    // Back again: the old bytes.
    await save(await record(300), shown.text);
    expect(readFileSync(path, "utf8")).toBe(before);
  });

  it("is saved into the line that a record has moved to, and not over what others wrote there", async () => {
    await open(lines(50));
    const [moved, gone] = [await record(30), await record(33)];
    const theirs = lines(50)
      .replace(`${line(2)}\n`, "")
      .replace("weather, 33?", "weather in Bergen?");
    writeFileSync(`${path}.new`, theirs);
    renameSync(`${path}.new`, path);
    expect(await save(moved, closed(moved.text))).toMatchObject({ kind: "written", record: 29 });
    expect(await save(gone, closed(gone.text))).toMatchObject({ kind: "changed" });
    expect(readFileSync(path, "utf8")).toBe(theirs.replace(line(30), line(30, good)));
  });

  it("that grows, is cut and is replaced is told so, with each record once", async () => {
    await open(lines(300) + line(300).slice(0, 40));
    await state(isWhole);
    appendFileSync(path, `${line(300).slice(40)}\n${line(301)}`);
    await tellWritten();
    expect(await state(isWhole)).toMatchObject({ records: 302, change: "The file grew by 1 record." });
    expect((await list({ start: 299 })).samples.map(({ name }) => name)).toEqual([
      "300 · r299",
      "301 · r300",
      "302 · r301",
    ]);
    expect(await list({ rules: ["unclosed-tag"] })).toMatchObject({ matching: 101 });
    writeFileSync(path, lines(10));
    await tellWritten();
    expect(await state(isWhole)).toMatchObject({ records: 10, change: "The file was cut short, and was read again." });
    expect(await list({ rules: ["unclosed-tag"] })).toMatchObject({ matching: 4 });
    writeFileSync(`${path}.new`, lines(20, 5));
    renameSync(`${path}.new`, path);
    await tellWritten();
    expect(await state(isWhole)).toMatchObject({ records: 20, change: "The file was replaced, and was read again." });
    rmSync(path);
    await tellWritten();
    expect(await state(({ phase }) => phase === "failed")).toMatchObject({ records: 0 });
  });

  it("that holds no records says why", async () => {
    expect(await open("Some words.\n")).toMatchObject({ phase: "failed", records: 0 });
  });

  it("asks the client to watch it, whatever characters its name has", async () => {
    await open(lines(3));
    const watchers = await client.heard(() =>
      client.registrations.find(({ registerOptions }) => JSON.stringify(registerOptions).includes("run ?1?.jsonl")),
    );
    expect(watchers.method).toBe("workspace/didChangeWatchedFiles");
  });

  it("reads again by other settings", async () => {
    await open(lines(30));
    await state(isWhole);
    states.length = 0;
    client.settings = { rules: { "unclosed-tag": "off" } };
    await client.connection.sendNotification("workspace/didChangeConfiguration", { settings: {} });
    await state(isWhole);
    expect((await list()).summary.rules["unclosed-tag"]).toBeUndefined();
  });
});

describe("a file whose beginning is looked at", () => {
  it.each([
    ["lines", lines(3), "verl rollout or validation dump"],
    ["packed lines", gzipSync(lines(3)), "verl rollout or validation dump"],
    ["records of no known format", '{"station": 1}\n{"station": 2}\n', null],
    ["nothing", "", null],
    ["what is no text", Buffer.from([0, 255, 0, 255, 10]), null],
  ])("is recognised or not: %s", async (_, content, title) => {
    expect(await recognise(content)).toBe(title);
  });
});
