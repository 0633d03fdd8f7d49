import { PassThrough, Readable } from "node:stream";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { lineChunks } from "../../../server/src/cli/input/chunks";

async function all(chunks: AsyncIterable<Buffer>): Promise<string[]> {
  const found: string[] = [];
  for await (const chunk of chunks) {
    found.push(chunk.toString());
    // Given to another thread it is gone here; what is read later must not have been in its memory.
    structuredClone(chunk, { transfer: [chunk.buffer as ArrayBuffer] });
  }
  return found;
}

describe("lineChunks", () => {
  it("gives the stream back in chunks that end with a line", async () => {
    const pieces = fc.array(fc.stringMatching(/^[ab\n]{0,12}$/), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(pieces, fc.nat(20), fc.nat(20), async (given, first, next) => {
        const stream = Readable.from(given.map((piece) => Buffer.from(piece)));
        const chunks = await all(lineChunks(stream, { first, next }));
        expect(chunks.join("")).toBe(given.join(""));
        for (const chunk of chunks.slice(0, -1)) expect(chunk.endsWith("\n")).toBe(true);
        expect(chunks).not.toContain("");
      }),
    );
  });

  it("hands on what has come, in the middle of a line too", async () => {
    const stream = new PassThrough();
    const chunks = lineChunks(stream, { first: 1000, next: 1000, patience: 5 });
    const next = async (): Promise<string> => String((await chunks.next()).value);
    for (const piece of ["one\n", "t", "w"]) stream.write(piece);
    expect(await next()).toBe("one\n");
    stream.end("o\nthree");
    expect(await next()).toBe("two\nthree");
  });

  it("hands on what has come where a stream pauses", async () => {
    const stream = new PassThrough();
    const chunks = lineChunks(stream, { first: 1000, next: 1000, patience: 5 });
    stream.write("one\ntw");
    const next = async (): Promise<string> => String((await chunks.next()).value);
    expect(await next()).toBe("one\n");
    stream.end("o\n");
    expect(await next()).toBe("two\n");
    expect((await chunks.next()).done).toBe(true);
  });
});
