/**
 * A JSONL file of a gigabyte, read from the disk by the language server as the editor asks for it: how soon its first
 * samples are listed, how long a record takes to open and to save, and what memory the server takes meanwhile.
 */
import { closeSync, mkdtempSync, openSync, rmSync, statSync, writeSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { diskFileNotification, type DiskFileState, openDiskFileRequest } from "../../server/protocol/diskFiles";
import { recordRequest } from "../../server/protocol/records";
import { writeRecordRequest } from "../../server/protocol/recordWriting";
import { samplesRequest } from "../../server/protocol/samples";
import { TestClient } from "../protocol/support/testClient";
import { cpuTimeOf } from "../support/processUse";
import { memoryInWords } from "./measure";
import { rollout } from "./rollouts";

const size = 1e9;

export async function benchLargeFile(print: (line: string) => void): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), "trace-auditor-bench-"));
  try {
    const path = join(folder, "run.jsonl");
    write(path);
    await measure(path, print);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Writes rollouts until there is a gigabyte. */
function write(path: string): void {
  const file = openSync(path, "w");
  for (let written = 0, i = 0; written < size;) {
    const lines = Array.from({ length: 1000 }, () => `${JSON.stringify(rollout(i++))}\n`).join("");
    written += writeSync(file, lines);
  }
  closeSync(file);
}

async function measure(path: string, print: (line: string) => void): Promise<void> {
  const uri = pathToFileURL(path).href;
  const client = await TestClient.start({ options: { records: true } });
  let last: DiskFileState | undefined;
  client.connection.onNotification(diskFileNotification.method, (state: DiskFileState) => {
    last = state;
    client.wake();
  });
  const reached = (phase: DiskFileState["phase"]): Promise<true> =>
    client.heard(() => (last?.phase === phase ? true : undefined));
  const tell = (what: string, from: number): void => {
    print(`  ${what.padEnd(48)} ${((performance.now() - from) / 1000).toFixed(3)} s   ${useOf(client.process.pid)}`);
  };
  print(`A JSONL file of ${(statSync(path).size / 1e9).toFixed(2)} GB, in the language server:`);
  const begin = performance.now();
  await client.ask(openDiskFileRequest, { uri });
  const list = { uri, severities: [], rules: [], start: 0, count: 200 };
  await client.ask(samplesRequest, list);
  tell("first 200 samples listed, with findings", begin);
  let from = performance.now();
  await client.ask(recordRequest, { uri, record: 150 });
  tell("a record opened while the file is read", from);
  await client.heard(() => (last !== undefined && last.phase !== "reading" ? true : undefined));
  tell("all records found, since the beginning", begin);
  const records = last?.records ?? 0;
  from = performance.now();
  await client.ask(samplesRequest, { ...list, start: Math.floor(records / 2) });
  tell("200 samples listed from the middle", from);
  from = performance.now();
  const record = await client.ask(recordRequest, { uri, record: records - 3 });
  tell("a record near the end opened", from);
  if (record !== null) {
    const { text, identity } = record;
    const edited = text.replace("Weather?", "The weather?");
    const params = {
      uri,
      record: record.record,
      known: identity,
      current: text,
      shown: text,
      text: edited,
      into: "file",
    } as const;
    from = performance.now();
    const written = await client.ask(writeRecordRequest, params);
    tell(`a record saved (${written?.kind})`, from);
  }
  if (process.env["WHOLE"] !== "1") {
    await client.stop();
    return;
  }
  await reached("whole");
  tell(`all ${records.toLocaleString("en")} records checked, since the beginning`, begin);
  from = performance.now();
  const filtered = await client.ask(samplesRequest, { ...list, rules: ["unclosed-tag"] });
  tell(`filtered by a rule: ${filtered?.matching} of ${filtered?.total}`, from);
  await client.stop();
}

function useOf(pid: number | undefined): string {
  return `${cpuTimeOf(pid)?.toFixed(2) ?? "–"} s CPU since its start, ${memoryInWords(pid)}`;
}
