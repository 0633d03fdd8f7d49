import { describe, expect, it } from "vitest";
import { zipEntries } from "../../../../server/core/records/zip/zip";
import { unzstd } from "../../../../server/core/records/zip/zstd";
import { TooMuchData } from "../../../../server/core/host/inflate";
import { readRecord } from "../../../../server/core/records/reading/readRecord";
import { nodeInflate } from "../../../../server/node/inflate";
import { MemorySource, readContainer, zipOf } from "./support";

const message = (role: string, content: string): object => ({ role, content });
const sample = (id: string, answer: string): object => ({
  id,
  epoch: 1,
  input: "1+1?",
  messages: [message("user", "1+1?"), message("assistant", answer)],
  scores: {},
});
const header = { name: "header.json", content: "{}" };

describe("Inspect's log in a zip", () => {
  it("gives its samples in the archive's order, each on one line", async () => {
    const log = zipOf([
      { name: "_journal/start.json", content: "{}" },
      { name: "samples/b_epoch_1.json", content: JSON.stringify(sample("b", "2"), null, 2) },
      { name: "samples/a_epoch_1.json", content: JSON.stringify(sample("a", "3")), method: "stored" },
      header,
    ]);
    expect(await readContainer(log)).toEqual({ records: [sample("b", "2"), sample("a", "3")], notes: [], told: [] });
  });

  it("says that a run is not finished, and that there are no samples", async () => {
    const { notes } = await readContainer(zipOf([{ name: "_journal/start.json", content: "{}" }]));
    expect(notes).toEqual([expect.stringContaining("not finished"), "This log holds no samples."]);
  });

  it("puts a chunked sample together, and finds its attachments by their numbers", async () => {
    const log = zipOf([
      header,
      {
        name: "samples/a_epoch_1/sample.json",
        content: JSON.stringify({ id: "a", epoch: 1, input: "1+1?", scores: {} }),
      },
      { name: "samples/a_epoch_1/messages/1.json", content: JSON.stringify([message("assistant", "attachment://3")]) },
      { name: "samples/a_epoch_1/messages/0.json", content: JSON.stringify([message("user", "1+1?")]) },
      { name: "samples/a_epoch_1/attachments/2.json", content: JSON.stringify(["no", "It is 2."]) },
      { name: "samples/a_epoch_1/skeleton.json", content: "{}" },
    ]);
    const { records } = await readContainer(log);
    expect(records).toMatchObject([{ id: "a", messages: [{ role: "user" }, { role: "assistant" }] }]);
    const { samples } = readRecord(JSON.stringify(records[0]), { index: 0 });
    expect(samples.map(({ completion }) => completion.text)).toEqual(["It is 2."]);
  });

  it("tells a sample that comes to too much or is broken, and reads the others", async () => {
    const log = zipOf([
      header,
      { name: "samples/bomb_epoch_1.json", content: "[]", size: 4_000_000_000 },
      { name: "samples/broken_epoch_1.json", content: Buffer.from([0xff, 0xff, 0xff]), method: "stored" },
      { name: "samples/a_epoch_1.json", content: JSON.stringify(sample("a", "2")) },
    ]);
    // What is no deflate stream, though it says that it is one.
    const broken = Buffer.from(log);
    for (let at = broken.indexOf("broken_epoch"); at >= 0; at = broken.indexOf("broken_epoch", at + 1)) {
      const method = broken.subarray(at - 30 - 8, at).includes("PK\x01\x02") ? at - 8 - 36 : at - 8 - 22;
      broken.writeUInt16LE(8, method);
    }
    const { records, told } = await readContainer(broken);
    expect(records).toEqual([sample("a", "2")]);
    expect(told).toEqual([expect.stringMatching(/bomb.*400 MB/), expect.stringMatching(/broken.*cannot be unpacked/)]);
  });

  it("stops unpacking where a file is larger than it says", async () => {
    const zeros = Buffer.alloc(5_000_000);
    const [entry] = await zipEntries(new MemorySource(zipOf([{ name: "a", content: zeros, size: 10 }])), nodeInflate);
    await expect(entry?.read(1_000_000)).rejects.toThrow(/more than the 10 bytes that the archive says/);
  });

  it("says that an archive was cut off", async () => {
    const log = zipOf([header, { name: "samples/a_epoch_1.json", content: JSON.stringify(sample("a", "2")) }]);
    for (let length = 4; length < log.length; length += 31) {
      await expect(readContainer(log.subarray(0, length))).rejects.toThrow(/cannot be read/);
    }
  });

  it("says of other archives what they are", async () => {
    await expect(readContainer(zipOf([{ name: "archive/data.pkl", content: "x" }]))).rejects.toThrow(/PyTorch.*JSONL/);
    await expect(readContainer(zipOf([{ name: "a.txt", content: "x" }]))).rejects.toThrow(/zip archive of 1 file and/);
  });
});

describe("Inspect's attachments", () => {
  it("in a circle, or missing, are told and not followed for ever", () => {
    const given = {
      ...sample("a", "attachment://x"),
      attachments: { x: "attachment://y", y: "attachment://x" },
    };
    const { samples, passedOver } = readRecord(JSON.stringify(given), { index: 0 });
    expect(samples.map(({ completion }) => completion.text)).toEqual(["attachment://x"]);
    expect(passedOver).toMatchObject([{ what: "attachment that names itself", count: 1 }]);
    const missing = readRecord(JSON.stringify(sample("a", "attachment://z")), { index: 0 });
    expect(missing.passedOver).toMatchObject([{ what: "attachment that is not in the log", count: 1 }]);
  });
});

describe("unzstd", () => {
  /** Two frames of stored blocks: "ab" and "c" (RFC 8878: magic, header, one last raw block each). */
  const frame = (text: string): number[] => [
    ...[0x28, 0xb5, 0x2f, 0xfd, 0x20, text.length],
    ...[1 | (text.length << 3), 0, 0],
    ...Buffer.from(text),
  ];

  it("reads several frames", () => {
    const bytes = Uint8Array.from([...frame("ab"), ...frame("c")]);
    expect(new TextDecoder().decode(unzstd(bytes, 10))).toBe("abc");
  });

  it("stops at the most that may be held", () => {
    const bytes = Uint8Array.from([...frame("ab"), ...frame("c")]);
    expect(() => unzstd(bytes, 2)).toThrow(TooMuchData);
    // A block of one byte, 128 KiB times.
    const bomb = Uint8Array.from([0x28, 0xb5, 0x2f, 0xfd, 0xa0, 0, 0, 2, 0, 3, 0, 16, 0x61]);
    expect(() => unzstd(bomb, 1000)).toThrow();
  });
});
