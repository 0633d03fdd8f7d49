/** Records that are saved into a file that is not in memory: one range changes, and the index is right after it. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { IndexedFile } from "../../../server/core/fileIndex/indexedFile";
import { identityOnDisk } from "../../../server/core/fileIndex/recordIdentity";
import { saveRecord } from "../../../server/core/fileIndex/recordSaving";
import { textOf, unitNumbered } from "../../../server/core/ide/recordUnits";
import type { RecordEdit } from "../../../server/core/ide/recordWriting";
import { nodeInflate } from "../../../server/node/inflate";
import { nodeUtf8 } from "../../../server/node/utf8";
import { strictAuditor } from "../../support/strictAuditor";
import { FakeDisk } from "./fakeDisk";

const auditor = strictAuditor();

const record = (id: string, thought: string): string =>
  JSON.stringify({ input: "How is it?", output: `<think> ${thought} </think>`, score: 1, step: 3, id });

const containers: Readonly<Record<string, (records: readonly string[]) => string>> = {
  lines: (records) => records.map((each) => `${each}\n`).join(""),
  "lines with CRLF, blank lines and a mark": (records) => `\ufeff${records.map((each) => `${each}\r\n\r\n`).join("")}`,
  "an array on one line": (records) => `[${records.join(", ")}]`,
  "an array over many lines": (records) => `[\n  ${records.join(",\n  ")}\n]\n`,
};

async function indexed(disk: FakeDisk): Promise<IndexedFile> {
  const ports = { disk, utf8: nodeUtf8, inflate: nodeInflate };
  const index = new IndexedFile("file:///run.json", { auditor, asked: undefined }, ports);
  await index.look();
  return index;
}

/** What an editor sends that has opened the record and replaced its thought. */
async function edit(index: IndexedFile, number: number, from: string, to: string): Promise<RecordEdit> {
  const read = await index.record(number);
  const unit = read && unitNumbered(read.file, number);
  if (read === undefined || unit === undefined) throw new Error(`no record ${number}`);
  const { text } = textOf(read.file, unit).written;
  const known = await identityOnDisk(index, number, read.text.text);
  return {
    record: number,
    known,
    current: text,
    shown: text,
    text: text.replace(`<think> ${from} `, `<think> ${to} `),
  };
}

const thought = fc.constantFrom("Short.", "A somewhat longer one.", 'é😀 \\ "quoted"', "x");

describe("a record that is saved by its range", () => {
  it.each(Object.entries(containers))("of %s leaves an index that reading anew gives", async (_, write) => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(thought, { minLength: 1, maxLength: 6 }),
        fc.array(fc.tuple(fc.nat(5), thought), { minLength: 1, maxLength: 4 }),
        async (thoughts, edits) => {
          const now = [...thoughts];
          const content = (): string => write(now.map((each, i) => record(`r${i}`, each)));
          const disk = new FakeDisk(content());
          const index = await indexed(disk);
          for (const [at, to] of edits) {
            const number = at % now.length;
            const result = await saveRecord(index, await edit(index, number, now[number] ?? "", to));
            now[number] = to;
            expect(result.kind).toBe("written");
            expect(disk.content.toString()).toBe(content());
            const fresh = await indexed(disk);
            for (let i = 0; i < now.length; i++) expect(index.ranges?.at(i)).toEqual(fresh.ranges?.at(i));
            expect(index.state).toMatchObject({ read: fresh.state.read, records: now.length, phase: "whole" });
          }
          expect(disk.open_).toBe(0);
        },
      ),
      { seed: 20261130, numRuns: 15 },
    );
  });

  it("is not read anew for it", async () => {
    const disk = new FakeDisk(
      containers["lines"]?.(Array.from({ length: 3000 }, (_, i) => record(`r${i}`, "x"))) ?? "",
    );
    const index = await indexed(disk);
    const params = await edit(index, 1500, "x", "y");
    disk.read = 0;
    await saveRecord(index, params);
    // The two probes of 64 KiB, and the record with its likes.
    expect(disk.read).toBeLessThan(disk.content.length);
    expect(index.version).toBeGreaterThan(0);
    expect((await index.record(2999))?.text.text).toBe(record("r2999", "x"));
  });

  it("is saved where others write at the same time, and theirs is kept", async () => {
    const disk = new FakeDisk(containers["lines"]?.([0, 1, 2, 3].map((i) => record(`r${i}`, "x"))) ?? "");
    const index = await indexed(disk);
    const params = await edit(index, 2, "x", "mine");
    let isWritten = false;
    // Somebody takes the first line away between the reading of the record and its writing.
    const { replaceRange } = disk;
    disk.replaceRange = (...given) => {
      if (!isWritten) disk.replaceBy(disk.content.subarray(disk.content.indexOf("\n") + 1));
      isWritten = true;
      return replaceRange(...given);
    };
    expect(await saveRecord(index, params)).toMatchObject({ kind: "written", record: 1 });
    const theirs = [record("r1", "x"), record("r2", "mine"), record("r3", "x")];
    expect(disk.content.toString()).toBe(containers["lines"]?.(theirs));
  });

  it("of a packed file is refused, with a way out", async () => {
    const { gzipSync } = await import("node:zlib");
    const disk = new FakeDisk(gzipSync(`${record("r0", "x")}\n`));
    const index = await indexed(disk);
    const result = await saveRecord(index, await edit(index, 0, "x", "y"));
    expect(result).toMatchObject({ kind: "refused" });
    expect("message" in result ? result.message : "").toContain("plain copy");
  });
});
