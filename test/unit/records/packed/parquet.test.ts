import { describe, expect, it } from "vitest";
import { maxBytesOfRowGroup, ParquetTable } from "../../../../server/core/records/parquet/parquetTable";
import { rowText } from "../../../../server/core/records/parquet/rowText";
import { readRecord } from "../../../../server/core/records/reading/readRecord";
import { bytesOf, MemorySource, readContainer } from "./support";

describe("a Parquet table", () => {
  it("gives its rows as JSON, floats as floats, and says which column was not computed", async () => {
    const { records, told } = await readContainer(bytesOf("trl.parquet"));
    expect(records.slice(0, 1)).toEqual([
      { step: 5, prompt: "1+1?", completion: "2", right: 1, words: 1, advantage: 0.7 },
    ]);
    expect(records[2]).toBe(
      '{"step": 5, "prompt": "2+2?", "completion": "4", "right": null, "words": 1, "advantage": NaN}',
    );
    expect(told).toEqual([]);
  });

  it("tells a reward, which is a float, from what is logged beside it", async () => {
    const table = await ParquetTable.open(new MemorySource(bytesOf("trl.parquet")));
    const [row] = await table.rows(0);
    const { samples } = readRecord(rowText(row ?? {}, table.floatColumns), { index: 0 });
    expect(samples[0]?.attributes).toEqual({
      step: 5,
      group: "1+1?",
      score: 1,
      components: { right: 1 },
      advantage: 0.7,
    });
  });

  it("leaves out what a struct has not", async () => {
    const { records } = await readContainer(bytesOf("chat.parquet"));
    expect(records).toEqual([
      {
        messages: [
          { role: "user", content: "How high?" },
          { role: "assistant", tool_calls: [{ function: { name: "tide", arguments: '{"hour": 6}' } }] },
        ],
      },
    ]);
  });

  it("is read by ranges: number columns alone cost less than the rows", async () => {
    const source = new MemorySource(bytesOf("trl.parquet"));
    const table = await ParquetTable.open(source);
    expect(table.numberColumns).toEqual(["step", "right", "words", "advantage"]);
    const footer = source.read_;
    expect(await table.rows(1, ["step", "right"])).toEqual([{ step: 5n, right: null }]);
    const numbers = source.read_ - footer;
    await table.rows(1);
    expect(source.read_ - footer - numbers).toBeGreaterThan(numbers);
  });

  it("says that it was cut off, wherever it was", async () => {
    const bytes = bytesOf("trl.parquet");
    for (let length = 8; length < bytes.length; length += 97) {
      await expect(readContainer(bytes.subarray(0, length))).rejects.toThrow(/footer cannot be read/);
    }
  });

  it("passes over a row group of more than 512 MiB, without reading it, and has the others", async () => {
    const source = new MemorySource(bytesOf("trl.parquet"));
    const table = await ParquetTable.open(source);
    const [column] = table.rowGroups[0]?.columns.flatMap(({ meta_data: about }) => about ?? []) ?? [];
    expect(column).toBeDefined();
    Object.assign(column ?? {}, { total_uncompressed_size: BigInt(maxBytesOfRowGroup) + 1n });
    const before = source.read_;
    await expect(table.rows(0)).rejects.toThrow(/more than 512 MiB unpacked.*row_group_size/);
    expect(source.read_).toBe(before);
    expect((await table.rows(1)).length).toBeGreaterThan(0);
  });

  it("tells row groups that its footer lies about, and reads on", async () => {
    const whole = Buffer.from(bytesOf("trl.parquet"));
    let [rejected, told, fine] = [0, 0, 0];
    const footer = whole.readUInt32LE(whole.length - 8);
    for (let at = whole.length - 8 - footer; at < whole.length - 8; at += 3) {
      const lying = Buffer.from(whole);
      lying[at] = (lying[at] ?? 0) ^ 0x7f;
      try {
        const read = await readContainer(lying);
        if (read.told.length > 0) told++;
        else fine++;
      } catch (error) {
        expect(String(error)).toMatch(/footer cannot be read/);
        rejected++;
      }
    }
    expect(rejected).toBeGreaterThan(0);
    expect(told).toBeGreaterThan(0);
    expect(fine).toBeGreaterThan(0);
  });
});

describe("a row", () => {
  it("keeps large integers to the last digit, and leaves out bytes", () => {
    const row = {
      big: 9007199254740993n,
      blob: new Uint8Array([1]),
      when: new Date(0),
      whole: 2,
      list: [1n, null],
      none: null,
    };
    expect(rowText(row, new Set(["whole"]))).toBe(
      '{"big": 9007199254740993, "when": "1970-01-01T00:00:00.000Z", "whole": 2.0, "list": [1, null], "none": null}',
    );
  });
});
