/** Small files that unpack to a great deal: each is told in a sentence, what else the file holds is read, and memory stays. */
import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { createDeflateRaw, createGzip, type Zlib } from "node:zlib";
import type { Transform } from "node:stream";
import { describe, expect, it } from "vitest";
import { zipOf } from "../unit/records/packed/support";
import { folderWith, jsonLines, traceAuditor } from "./support/commandLine";

const mebibyte = 1 << 20;
/** What each of the files unpacks to, in MiB. */
const unpacked = 640;
/** The most that the process may take, in MiB: a file that is no bomb takes about 100. */
const most = 450;

const good = `${JSON.stringify({
  messages: [
    { role: "user", content: "2+2?" },
    { role: "assistant", content: "Four." },
  ],
})}\n`;
const before = `${good}{"messages": "`;
const behind = `"}\n${good}`;

/** `before`, so many mebibytes of one letter, and `behind`, packed. */
async function packedBy(packer: Zlib & Transform): Promise<Buffer> {
  const pieces: Buffer[] = [];
  packer.on("data", (piece: Buffer) => pieces.push(piece));
  const letters = Buffer.alloc(mebibyte, "a");
  const write = (bytes: Buffer | string): Promise<void> =>
    new Promise((resolve) => {
      packer.write(bytes, () => {
        resolve();
      });
    });
  await write(before);
  for (let i = 0; i < unpacked; i++) await write(letters);
  await new Promise<void>((resolve) => {
    packer.on("end", resolve);
    packer.end(behind);
  });
  return Buffer.concat(pieces);
}

/** The same as a Zstandard frame (RFC 8878): raw blocks, and blocks of one byte that stands 128 KiB long. */
function zstdBomb(): Buffer {
  const block = (kind: 0 | 1, length: number, bytes: Buffer, isLast = false): Buffer => {
    const head = Buffer.alloc(4);
    head.writeUInt32LE((length << 3) | (kind << 1) | Number(isLast));
    return Buffer.concat([head.subarray(0, 3), bytes]);
  };
  const letters = block(1, 1 << 17, Buffer.from("a"));
  return Buffer.concat([
    // The magic number, no sizes, a window of 8 MiB.
    Buffer.from([0x28, 0xb5, 0x2f, 0xfd, 0x00, 0x68]),
    block(0, before.length, Buffer.from(before)),
    ...Array.from({ length: 8 * unpacked }, () => letters),
    block(0, behind.length, Buffer.from(behind), true),
  ]);
}

const folder = folderWith({
  "peak.cjs": `const { isMainThread } = require("node:worker_threads");
if (isMainThread) process.on("exit", () => require("node:fs").writeFileSync(process.env.PEAK_FILE, String(process.resourceUsage().maxRSS)));`,
});

async function audit(
  name: string,
  bytes: Uint8Array,
): Promise<{ lines: unknown[]; stderr: string; code: number | null }> {
  writeFileSync(join(folder, name), bytes);
  const peakFile = join(folder, `${name}.peak`);
  const { stdout, stderr, code } = await traceAuditor(["audit", "--format", "jsonl", name], {
    folder,
    env: { PEAK_FILE: peakFile, NODE_OPTIONS: `--require ${join(folder, "peak.cjs")}` },
  });
  expect(bytes.length).toBeLessThan(8 * mebibyte);
  expect(Number(readFileSync(peakFile, "utf8")) / 1024).toBeLessThan(most);
  return { lines: jsonLines(stdout), stderr, code };
}

/** The records around the bomb are read, and its place is told. */
const readAround = [
  { record: 0, trace: 0 },
  {
    record: 1,
    line: 1,
    error: { code: "record-too-long", message: expect.stringContaining(`${unpacked + 1} MiB`) as unknown },
  },
  { record: 2, trace: 0 },
];

describe("a file that unpacks to a great deal", () => {
  it("in gzip is read on behind the record that is too long", async () => {
    expect((await audit("a.jsonl.gz", await packedBy(createGzip()))).lines).toMatchObject(readAround);
  });

  it("in zstd is read on behind the record that is too long", async () => {
    expect((await audit("a.jsonl.zst", zstdBomb())).lines).toMatchObject(readAround);
  });

  it("in a log of Inspect is told and passed over, whatever the archive says of its size", async () => {
    const bomb = await packedBy(createDeflateRaw());
    const sample = { id: "b", epoch: 1, ...(JSON.parse(good) as object), scores: {} };
    const log = (size: number): Uint8Array =>
      zipOf([
        { name: "header.json", content: "{}" },
        { name: "samples/a_epoch_1.json", content: bomb, method: "packed", size },
        { name: "samples/b_epoch_1.json", content: JSON.stringify(sample) },
      ]);
    for (const [size, why] of [
      [unpacked * mebibyte, "samples/a_epoch_1.json comes to more than 400 MB unpacked, which is not held in memory."],
      [1000, "samples/a_epoch_1.json unpacks to more than the 1000 bytes that the archive says."],
    ] as const) {
      const { lines, stderr } = await audit(`${size}.eval`, log(size));
      expect(lines).toMatchObject([{ id: "b", trace: 0 }]);
      expect(stderr).toContain(`A sample is not read: ${why}`);
    }
  });
});
