/** A file that is not in memory: whatever becomes of it, its records are those that reading it again gives, each once. */
import fc from "fast-check";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { AuditedFile } from "../../../server/core/audit/auditedFile";
import { IndexedFile } from "../../../server/core/fileIndex/indexedFile";
import { splitRecords } from "../../../server/core/records/reading/split";
import { nodeInflate } from "../../../server/node/inflate";
import { nodeUtf8 } from "../../../server/node/utf8";
import { strictAuditor } from "../../support/strictAuditor";
import { FakeDisk } from "./fakeDisk";

const auditor = strictAuditor();

/** A line of ToolRL's dump. */
const line = (id: string, output = "<think> I look it up. </think>"): string =>
  JSON.stringify({ input: "user\nHow is it?\nassistant\n", output, score: 1, step: 3, id });

async function indexed(disk: FakeDisk, format?: string): Promise<IndexedFile> {
  const askedFormat = format === undefined ? undefined : { id: format, reason: "the test says so" };
  const file = new IndexedFile("file:///run.jsonl", { auditor, asked: undefined, askedFormat }, ports(disk));
  await file.look();
  return file;
}

function ports(disk: FakeDisk): ConstructorParameters<typeof IndexedFile>[2] {
  return { disk, utf8: nodeUtf8, inflate: nodeInflate };
}

interface Found {
  readonly text: string;
  readonly line: number;
  readonly character: number;
  readonly unfinished: boolean;
}

async function all(file: IndexedFile): Promise<Found[]> {
  const found: Found[] = [];
  for await (const { text } of file.records(0, file.state.records)) {
    expect(text.index).toBe(found.length);
    const { line: row, character, unfinished } = text;
    found.push({ text: text.text, line: row, character, unfinished });
  }
  return found;
}

/** A lone CR ends no line of JSONL. */
function cutAsInAnEditor(text: string): Found[] {
  return splitRecords(text, "jsonl").map(({ span, unfinished = false }) => ({
    text: text.slice(span.start, span.end),
    line: text.slice(0, span.start).split("\n").length - 1,
    character: 0,
    unfinished,
  }));
}

/** What somebody does to a file. */
const step = fc.oneof(
  { arbitrary: fc.record({ what: fc.constant("append" as const), text: fc.nat(5) }), weight: 4 },
  { arbitrary: fc.record({ what: fc.constant("appendPart" as const), text: fc.nat(30) }), weight: 3 },
  { arbitrary: fc.record({ what: fc.constant("cut" as const), text: fc.nat(200) }), weight: 1 },
  { arbitrary: fc.record({ what: fc.constant("replace" as const), text: fc.nat(4) }), weight: 1 },
  { arbitrary: fc.record({ what: fc.constant("rewrite" as const), text: fc.nat(4) }), weight: 1 },
);

const lines = (count: number, from: string, end: string): string =>
  Array.from({ length: count }, (_, i) => line(`${from}${i}`) + (i % 3 === 1 ? `\n \n` : end)).join("");

describe("an indexed file", () => {
  it("that grows, is cut, is replaced and is written anew has each record once and loses none", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.nat(6),
        fc.array(step, { minLength: 1, maxLength: 8 }),
        fc.constantFrom("\n", "\r\n"),
        async (count, steps, end) => {
          // What its records are is decided once, and may not be decided by what a torn line begins with.
          const format = "verl";
          const disk = new FakeDisk(lines(count + 1, "first-", end));
          const file = await indexed(disk, format);
          for (const [i, { what, text }] of steps.entries()) {
            if (what === "append") disk.append(lines(text, `${i}-`, end));
            else if (what === "appendPart") disk.append(line(`${i}-é😀`).slice(0, 10 * text));
            else if (what === "cut") disk.rewrite(disk.content.subarray(0, Math.max(0, disk.content.length - text)));
            else if (what === "replace") disk.replaceBy(lines(text, `new-${i}-`, end));
            else disk.rewrite(lines(text, `anew-${i}-`, end));
            await file.look();
            // A file whose beginning is torn is taken for none.
            if (file.state.phase === "failed") expect((await indexed(disk, format)).state.phase).toBe("failed");
            else expect(await all(file)).toEqual(cutAsInAnEditor(disk.content.toString()));
          }
          expect(disk.open_).toBe(0);
        },
      ),
      { seed: 20261130, numRuns: 60 },
    );
  });

  it("reads only what came, from the last line feed on, and says that the file grew", async () => {
    const disk = new FakeDisk(lines(2000, "a", "\n") + line("torn").slice(0, 20));
    const file = await indexed(disk);
    const { length } = disk.content;
    disk.append(line("torn").slice(20) + "\n" + line("next"));
    disk.read = 0;
    await file.look();
    expect(file.state).toMatchObject({ change: "grew", records: 2002, phase: "whole" });
    // The probes of both states, twice 64 KiB each, and what came.
    expect(disk.read).toBeLessThan(4 * 65_536 + 1000);
    expect(length).toBeGreaterThan(2 * 65_536);
    const found = await all(file);
    expect(found.slice(-2).map(({ text }) => text)).toEqual([line("torn"), line("next")]);
    expect(found.at(-1)?.unfinished).toBe(true);
  });

  it.each([
    ["cut", (disk: FakeDisk) => disk.rewrite(disk.content.subarray(0, 300))],
    ["replaced", (disk: FakeDisk) => disk.replaceBy(lines(9, "b", "\n"))],
    ["replaced", (disk: FakeDisk) => disk.rewrite(lines(90, "b", "\n"))],
  ] as const)("says that the file was %s, and reads it anew", async (change, act) => {
    const disk = new FakeDisk(lines(5, "a", "\n"));
    const file = await indexed(disk);
    const { version } = file;
    act(disk);
    await file.look();
    expect(file.state.change).toBe(change);
    expect(file.version).toBeGreaterThan(version);
  });

  it("never gives a record's place in a state of the file that is over", async () => {
    const disk = new FakeDisk(lines(5, "a", "\n"));
    const file = await indexed(disk);
    disk.replaceBy(lines(3, "a much longer name", "\n"));
    expect((await file.record(1))?.text.text).toBe(line("a much longer name1"));
    expect(await file.record(4)).toBeUndefined();
  });

  it("that becomes shorter while it is read is read anew", async () => {
    const disk = new FakeDisk(lines(20_000, "a", "\n"));
    let reads = 0;
    disk.beforeRead = () => {
      if (++reads === 5) disk.rewrite(lines(3, "b", "\n"));
    };
    const file = await indexed(disk);
    expect((await all(file)).map(({ text }) => text)).toEqual([0, 1, 2].map((i) => line(`b${i}`)));
  });

  it("that vanishes says so, and is read when it comes again", async () => {
    const disk = new FakeDisk(lines(5, "a", "\n"));
    const file = await indexed(disk);
    disk.remove();
    await file.look();
    expect(file.state).toMatchObject({ phase: "failed", why: "there is no such file or folder", records: 0 });
    expect(await file.record(0)).toBeUndefined();
    disk.replaceBy(lines(2, "b", "\n"));
    await file.look();
    expect(file.state).toMatchObject({ phase: "whole", records: 2 });
  });

  it("is read no further once it is stopped, and read on when it is looked at again", async () => {
    const disk = new FakeDisk(lines(20_000, "a", "\n"));
    const file = new IndexedFile("file:///run.jsonl", { auditor, asked: undefined }, ports(disk));
    file.changed.listen(() => file.stop());
    await file.look();
    const { phase, records } = file.state;
    expect(phase).toBe("stopped");
    expect(records).toBeGreaterThan(0);
    expect(records).toBeLessThan(20_000);
    for (let i = 0; i < 40 && file.state.phase !== "whole"; i++) await file.look();
    expect(file.state).toMatchObject({ phase: "whole", records: 20_000 });
    expect((await file.record(19_999))?.text.text).toBe(line("a19999"));
  });

  it("knows a record of which the next goes on with the rollout, alone or among others", async () => {
    const piece = (uid: string): string =>
      `${JSON.stringify({ ...(JSON.parse(line("a")) as object), id: undefined, uid })}\n`;
    const file = await indexed(new FakeDisk(["p_0_0", "p_0_1", "p_1_0"].map(piece).join("")));
    const rewarded = ({ file: { records } }: { file: AuditedFile }): boolean[] =>
      records.flatMap(({ read }) => read.samples.map((sample) => sample.rewarded));
    const alone = [await file.record(0), await file.record(1), await file.record(2)];
    expect(alone.flatMap((record) => record && rewarded(record))).toEqual([false, true, true]);
    for (const to of [1, 2, 3]) {
      const found: boolean[] = [];
      for await (const record of file.records(0, to)) found.push(...rewarded(record));
      expect(found).toEqual([false, true, true].slice(0, to));
    }
  });

  it("reads one record, and of the others only the next", async () => {
    const disk = new FakeDisk(lines(5000, "a", "\n"));
    const file = await indexed(disk);
    disk.read = 0;
    expect((await file.record(4321))?.text.text).toBe(line("a4321"));
    // A rollout of verl may go on in the record behind it.
    expect(disk.read).toBe(Buffer.byteLength(`${line("a4321")}\n \n${line("a4322")}`));
  });

  it("finds the records of a packed file in what is unpacked", async () => {
    const disk = new FakeDisk(gzipSync(lines(5000, "a", "\n")));
    const file = await indexed(disk);
    expect(file.state).toMatchObject({ phase: "whole", records: 5000 });
    for (const i of [4000, 4001, 17, 4999, 0]) expect((await file.record(i))?.text.text).toBe(line(`a${i}`));
    await file.close();
    expect(disk.open_).toBe(0);
  });

  it("of an array knows each element's line and character", async () => {
    const elements = Array.from({ length: 50 }, (_, i) => line(`é${i}`));
    const disk = new FakeDisk(`\ufeff[\n  ${elements.join(", ")}\n]\n`);
    const file = await indexed(disk);
    const found = await all(file);
    expect(found.map(({ text }) => text)).toEqual(elements);
    let character = 2;
    for (const [i, place] of found.entries()) {
      expect(place).toMatchObject({ line: 1, character });
      character += (elements[i] ?? "").length + 2;
    }
  });

  it("says of what has no ranges that it is opened another way", async () => {
    const file = await indexed(new FakeDisk("@sample\n@completion\n<think> x </think>\n"));
    expect(file.state.phase).toBe("failed");
  });
});
