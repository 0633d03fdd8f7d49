/** Whatever a file is (columns, Parquet, a zip, packed), its rows in a run are what reading it once gives. */
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { type BatchOfFile, ProfileSearch } from "../../../server/core/engine/batch";
import { FileFailure } from "../../../server/core/host/byteSource";
import { streamOf } from "../../../server/core/host/byteStream";
import { startRows } from "../../../server/core/fileIndex/rowsJob";
import { unpackedFile } from "../../../server/core/fileIndex/unpackedFile";
import type { SampleRow } from "../../../server/core/model/sampleRow";
import { cutByDefault, type RecordBatch } from "../../../server/core/records/stream/recordBatch";
import { openRecords } from "../../../server/core/records/stream/openRecords";
import { root } from "../../../scripts/setup/project.mjs";
import { nodeInflate } from "../../../server/node/inflate";
import { nodeUtf8 } from "../../../server/node/utf8";
import { auditor, FakeRun, line, lines, madeOf } from "./fakeRun";

const ports = { utf8: nodeUtf8, inflate: nodeInflate };

/** What is known of a sample wherever it stands. */
const told = ({ completionHash, length, findings, recorded, step }: SampleRow): string =>
  JSON.stringify([completionHash, length, findings.map(({ rule, count }) => [rule, count]), recorded, step]);

/** The rows of a file that is read once, from its start to its end. */
async function readOnce(run: FakeRun, name: string): Promise<string[]> {
  const file = await run.disk.open(`file:///${name}`);
  try {
    const unpacked = await unpackedFile(file, ports, () => undefined);
    const bytes = unpacked?.content ?? streamOf(file);
    const stem = unpacked?.isLines === false ? name.replace(/\.(?:gz|zst)$/, "") : name;
    const opened = await openRecords({ name: stem, named: true, bytes, lines: unpacked?.isLines }, ports, cutByDefault);
    if (!("batches" in opened)) return [];
    const { format } = opened;
    const batches: RecordBatch[] = [];
    for await (const batch of opened.batches) batches.push(batch);
    const search = new ProfileSearch(auditor, format, nodeUtf8);
    for (const batch of batches) if (search.look(batch)) break;
    const { profile, dialect } = search.reading(undefined);
    const paid = search.paid(profile?.profile, dialect?.id);
    const rowsOf = startRows(madeOf, nodeUtf8);
    const rows: string[] = [];
    for (const batch of batches) {
      const job: BatchOfFile = {
        ...{ file: name, path: undefined, format: format.id, container: format.container },
        ...{ profile: profile?.profile.name, dialect: dialect?.id, paid, batch, deadly: [] },
      };
      rows.push(...(await rowsOf(job, () => undefined)).rows.map(told));
    }
    return rows;
  } catch (error) {
    if (error instanceof FileFailure) return [];
    throw error;
  } finally {
    await file.close();
  }
}

async function inRun(name: string, bytes: Uint8Array): Promise<{ readonly rows: string[]; readonly once: string[] }> {
  const run = new FakeRun();
  run.file(name).rewrite(bytes);
  run.give([name], null);
  await run.done();
  const { table } = run.reading;
  const rows = [...table.all].map((row) => told(table.get(row)));
  const once = await readOnce(run, name);
  await run.reading.close();
  expect(run.disk.open_).toBe(0);
  return { rows, once };
}

describe("a run of a file that has no lines", () => {
  const columns = { prompt: ["q", "r", "s"], completion: ["<think> a </think>", "b", "c"], reward: [1, 0, 1] };
  it.each([
    ["columns in an object", "c.json", JSON.stringify(columns)],
    ["an object", "o.json", JSON.stringify({ prompt: "q é", completion: "<think> é </think>" }, null, 2)],
    [
      "objects one after the other",
      "m.json",
      `{\n  "prompt": "é",\n  "completion": "b"\n}\n{\n  "prompt": "c",\n  "completion": "d"\n}\n`,
    ],
    ["columns, an object a line", "l.jsonl", `${JSON.stringify(columns)}\n${JSON.stringify(columns)}\n`],
  ])("%s has a row for each sample", async (_what, name, text) => {
    const { rows, once } = await inRun(name, Buffer.from(text));
    expect(once.length).toBeGreaterThan(0);
    expect(rows).toEqual(once);
  });

  it("has those of what is packed", async () => {
    const { rows, once } = await inRun("p.jsonl.gz", gzipSync(lines(["a", "b"]) + line("c")));
    expect(once).toHaveLength(3);
    expect(rows).toEqual(once);
  });
});

const files = join(root, "..", "shared", "files");
describe.skipIf(!existsSync(files))("a run of each of everyone's files", () => {
  const found = existsSync(files)
    ? readdirSync(files, { recursive: true, encoding: "utf8" }).filter((path) => statSync(join(files, path)).isFile())
    : [];
  it.each(found)("%s", async (path) => {
    const { rows, once } = await inRun(path.split("/").at(-1) ?? "", readFileSync(join(files, path)));
    expect(rows).toEqual(once);
  });
});
