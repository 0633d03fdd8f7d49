/** Lines of a stream, however it is cut into chunks. */
import { Readable } from "node:stream";
import { describe, expect, it } from "vitest";
import { LineTooLong, linesOf } from "../../../server/node/lines";

async function lines(chunks: readonly (string | Buffer)[], longest = 100): Promise<string[]> {
  const found: string[] = [];
  for await (const line of linesOf(Readable.from(chunks.map((chunk) => Buffer.from(chunk))), longest)) found.push(line);
  return found;
}

describe("linesOf", () => {
  it("cuts at line ends, whatever the chunks are, and passes blank lines over", async () => {
    expect(await lines(["one\ntw", "o\r\n\n  \n", "thr", "ee"])).toEqual(["one", "two", "three"]);
    expect(await lines(["one\r", "\ntwo\n"])).toEqual(["one", "two"]);
  });

  it("reads characters that are cut in two", async () => {
    const bytes = Buffer.from("å\nø\n");
    expect(await lines([bytes.subarray(0, 1), bytes.subarray(1, 4), bytes.subarray(4)])).toEqual(["å", "ø"]);
  });

  it("refuses a line that never ends", async () => {
    await expect(lines(["x".repeat(60), "x".repeat(60)])).rejects.toThrow(LineTooLong);
    await expect(lines(["x".repeat(60), `${"x".repeat(60)}\n`])).rejects.toThrow(LineTooLong);
  });
});
