/** Records that are edited as `.trace` text and written back: into the file on the disk, or as edits of its document. */
import { mkdtempSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import { TextDocument } from "vscode-languageserver-textdocument";
import { URI } from "vscode-uri";
import { recordRequest, type RecordResult } from "../../server/protocol/records";
import {
  writeRecordRequest,
  type WriteRecordParams,
  type WriteRecordResult,
} from "../../server/protocol/recordWriting";
import { FileEvents } from "../support/fileEvents";
import { TestClient } from "./support/testClient";

const call = `<tool_call>\n{"name": "weather", "parameters": {"city": "Oslo"}}\n</tool_call>`;
const good = `<think> I look it up. </think>\n${call}`;
const unclosed = `<think> I look it up. \n${call}`;
const line = (i: number, output = unclosed): string =>
  JSON.stringify({ input: `How is the weather, ${i}?`, output, step: 3, id: `r${i}` });
const lines = [0, 1, 2, 3].map((i) => line(i));

type Shown = NonNullable<RecordResult>;

let client: TestClient;
let folder: string;
let path: string;
let uri: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "trace-auditor-"));
  path = join(folder, "dump.jsonl");
  uri = URI.file(path).toString();
});
afterEach(async () => {
  await client.stop();
  rmSync(folder, { recursive: true });
});

/** Writes the file and opens it, as an editor shows it. */
async function open(content: string | Buffer, shown = content.toString()): Promise<void> {
  writeFileSync(path, content);
  client = await TestClient.start({ options: { records: true } });
  await client.open(uri, shown.replace(/^\ufeff/, ""), 1, "jsonl");
}

async function record(number: number): Promise<Shown> {
  const result = await client.ask(recordRequest, { uri, record: number });
  if (result === null) throw new Error(`no record ${number}`);
  return result;
}

async function write(
  { record, identity, text }: Pick<Shown, "record" | "identity" | "text">,
  edited: string,
  more: Partial<WriteRecordParams> = {},
): Promise<NonNullable<WriteRecordResult>> {
  const params: WriteRecordParams = {
    uri,
    record,
    known: identity,
    current: text,
    shown: text,
    text: edited,
    into: "file",
    ...more,
  };
  const result = await client.ask(writeRecordRequest, params);
  if (result === null) throw new Error("the file holds no records");
  return result;
}

const closed = (text: string): string => text.replace("up. \n", "up. </think>\n");

describe("a record written into its file", () => {
  it("changes its string and no other byte: line ends, byte-order mark, bytes that are no UTF-8, mode", async () => {
    const bytes = Buffer.concat([
      Buffer.from(`\ufeff${lines[0]}\r\n\n`),
      Buffer.from(`{"input": "`),
      Buffer.from([0xff, 0xc3]),
      Buffer.from(`", "output": "x", "step": 1}\r\n${lines[2]}\n`),
      Buffer.from(`{ "torn": `),
    ]);
    await open(bytes);
    const shown = await record(2);
    const result = await write(shown, closed(shown.text));
    expect(result).toMatchObject({ kind: "written", record: 2, text: closed(shown.text) });
    const wanted = Buffer.from(bytes.toString("latin1").replace(lines[2] ?? "", closedLine(2)), "latin1");
    expect(readFileSync(path).equals(wanted)).toBe(true);
    expect(readdirSync(folder)).toEqual(["dump.jsonl"]);
    const mtime = statSync(path).mtimeMs;
    expect(await write({ ...shown, ...result }, closed(shown.text))).toMatchObject({ kind: "written" });
    expect(statSync(path).mtimeMs).toBe(mtime);
    const own = await record(1);
    expect(await write(own, own.text.replace("\nx\n", "\ny\n"))).toMatchObject({
      kind: "refused",
      message: expect.stringContaining("not UTF-8") as string,
    });
  });

  it("is found again where other lines came, went or were added while it was open", async () => {
    await open(`${lines.join("\n")}\n`);
    const shown = await record(2);
    const now = [line(7), lines[0], lines[1], lines[2], lines[3], line(8)];
    writeFileSync(path, `${now.join("\n")}\n`);
    expect(await write(shown, closed(shown.text))).toMatchObject({ kind: "written", record: 3 });
    now[3] = closedLine(2);
    expect(readFileSync(path, "utf8")).toBe(`${now.join("\n")}\n`);
  });

  it("is not written where it says something else by now, is gone, or cannot be told from its like", async () => {
    await open(`${lines.join("\n")}\n`);
    const shown = await record(1);
    const changed = `${[lines[0], line(1, "another's"), lines[2]].join("\n")}\n`;
    writeFileSync(path, changed);
    const conflict = await write(shown, closed(shown.text));
    expect(conflict).toMatchObject({
      kind: "changed",
      record: 1,
      text: expect.stringContaining("another's") as string,
    });
    expect(readFileSync(path, "utf8")).toBe(changed);
    // Overwriting is writing over what is there now.
    expect(await write(shown, closed(shown.text), { current: "text" in conflict ? conflict.text : "" })).toMatchObject({
      kind: "written",
    });
    expect(readFileSync(path, "utf8")).toBe(changed.replace(line(1, "another's"), closedLine(1)));
    writeFileSync(path, `${lines[0]}\n`);
    expect(await write(shown, closed(shown.text))).toEqual({ kind: "changed" });
    rmSync(path);
    expect(await write(shown, closed(shown.text))).toMatchObject({ kind: "refused" });
    writeFileSync(path, "");
  });

  it("is not taken for another that reads the same", async () => {
    const twice = [lines[0], lines[1], lines[1]];
    await open(`${twice.join("\n")}\n`);
    const shown = await record(1);
    expect(shown.identity.unique).toBe(false);
    writeFileSync(path, `${[lines[0], line(1, "another's"), lines[1]].join("\n")}\n`);
    expect(await write(shown, closed(shown.text))).toMatchObject({ kind: "changed", record: 1 });
  });

  it("says what cannot be written back, and where", async () => {
    await open(`${lines.join("\n")}\n`);
    const shown = await record(0);
    const edited = shown.text.replace("@completion", "@user\nMine.\n@completion");
    const result = await write(shown, edited);
    const at = edited.split("\n").indexOf("@user");
    expect(result).toMatchObject({
      kind: "refused",
      message: expect.stringContaining("has no @user here") as string,
      range: { start: { line: at, character: 0 }, end: { line: at, character: 5 } },
    });
    expect(readFileSync(path, "utf8")).toBe(`${lines.join("\n")}\n`);
  });

  it("may lie in an array or in columns", async () => {
    const array = JSON.stringify(
      lines.map((each) => JSON.parse(each) as unknown),
      null,
      2,
    ).replaceAll("\n", "\r\n");
    await open(array);
    const element = await record(1);
    expect(await write(element, closed(element.text))).toMatchObject({ kind: "written", record: 1 });
    let seen = 0;
    const wanted = array.replace(/up\. \\n/g, (found) => (seen++ === 1 ? "up. </think>\\n" : found));
    expect(readFileSync(path, "utf8")).toBe(wanted);
    await client.stop();

    const columns = JSON.stringify({ input: ["a", "b"], output: [unclosed, unclosed], step: [1, 2] });
    await open(columns);
    const row = await record(1);
    expect(row.count).toBe(2);
    expect(await write(row, closed(row.text))).toMatchObject({ kind: "written", record: 1 });
    expect(JSON.parse(readFileSync(path, "utf8"))).toEqual({
      input: ["a", "b"],
      output: [unclosed, closed(unclosed)],
      step: [1, 2],
    });
  });

  it("is written after another one that is saved at the same moment, and neither is lost", async () => {
    await open(`${lines.join("\n")}\n`);
    const shown = await Promise.all([0, 1, 2, 3].map(record));
    const results = await Promise.all(shown.map((each) => write(each, closed(each.text))));
    expect(results.map(({ kind }) => kind)).toEqual(Array(4).fill("written"));
    expect(readFileSync(path, "utf8")).toBe(`${[0, 1, 2, 3].map(closedLine).join("\n")}\n`);
  });

  it("leaves the old file or the new one where the server is killed", async () => {
    const many = Array.from({ length: 4000 }, (_, i) => line(i));
    const old = `${many.join("\n")}\n`;
    for (let i = 0; i < 8; i++) {
      await open(old);
      const shown = await record(2000);
      const events = new FileEvents(folder);
      const saving = write(shown, closed(shown.text)).catch(() => undefined);
      // Each time a step later on the way: before it, when its temporary file is there, while that grows, when it is moved.
      await Promise.race([saving, events.after(i)]);
      events.close();
      const ended = new Promise((resolve) => client.process.once("exit", resolve));
      client.process.kill("SIGKILL");
      await ended;
      client.connection.dispose();
      const text = readFileSync(path, "utf8");
      if (text !== old) expect(text).toBe(old.replace(line(2000), closedLine(2000)));
    }
    await open(old);
  }, 60_000);
});

describe("an edit that cannot be written back", () => {
  it("is told in the opened record before it is saved, and goes when it is undone", async () => {
    await open(`${lines.join("\n")}\n`);
    const shown = await record(1);
    const document = `trace-auditor-record:/dump.jsonl/2.trace?${encodeURIComponent(`1&${uri}`)}`;
    await client.open(document, shown.text);
    const told = async (): Promise<unknown> =>
      (await client.diagnostics(document))
        .filter(({ code }) => code === "not-written-back")
        .map(({ range, message }) => [range.start.line, message]);
    expect(await told()).toEqual([]);
    await client.change(document, 2, { text: closed(shown.text) });
    expect(await told()).toEqual([]);
    await client.change(document, 3, { text: shown.text.replace(" step=3", " step=4") });
    expect(await told()).toEqual([[0, expect.stringContaining("comes from other fields")]]);
    await client.change(document, 4, { text: shown.text.replace("@completion", "@tool\n12\n@completion") });
    const line = shown.text.split("\n").indexOf("@completion");
    expect(await told()).toEqual([[line, expect.stringContaining("has no @tool here")]]);
    await client.change(document, 5, { text: shown.text });
    expect(await told()).toEqual([]);
    // A record that lines have moved away from its number is not held against the one that has it now.
    const start = { line: 0, character: 0 };
    const chat = JSON.stringify({ messages: [{ role: "assistant", content: good }] });
    const other = { range: { start, end: start }, text: `${chat}\n` };
    await client.change(uri, 2, other);
    await client.change(document, 6, { text: closed(shown.text) });
    expect(await told()).toEqual([]);
  });
});

describe("a record written into an open document", () => {
  it("comes as edits of that document, as it is at the moment", async () => {
    await open(`${lines.join("\n")}\n`);
    const shown = await record(1);
    // Lines that were added and are not saved.
    const unsaved = `${line(9)}\n${lines.join("\n")}\n`;
    const start = { line: 0, character: 0 };
    await client.change(uri, 2, { range: { start, end: start }, text: `${line(9)}\n` });
    const result = await write(shown, closed(shown.text), { into: "document" });
    expect(result).toMatchObject({ kind: "edits", record: 2 });
    if (result.kind !== "edits") return;
    const document = TextDocument.create(uri, "jsonl", 2, unsaved);
    expect(TextDocument.applyEdits(document, [...result.edits])).toBe(unsaved.replace(lines[1] ?? "", closedLine(1)));
    expect(readFileSync(path, "utf8")).toBe(`${lines.join("\n")}\n`);
  });
});

function closedLine(i: number): string {
  return line(i, closed(unclosed));
}
