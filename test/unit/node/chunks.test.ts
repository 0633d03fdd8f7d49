import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { PassThrough, Readable } from "node:stream";
import fc from "fast-check";
import { afterAll, describe, expect, it } from "vitest";
import { fileLineChunks, lineChunks } from "../../../server/node/chunks";

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

describe("fileLineChunks", () => {
  const folder = mkdtempSync(join(tmpdir(), "trace-auditor-chunks-"));
  const path = join(folder, "a.jsonl");
  afterAll(() => rmSync(folder, { recursive: true }));

  it("gives the file back in chunks that end with a line, none longer than asked for, a longer line aside", async () => {
    const lines = fc.array(fc.stringMatching(/^[ab\n]{0,30}$/), { maxLength: 20 });
    await fc.assert(
      fc.asyncProperty(
        lines,
        fc.integer({ min: 1, max: 40 }),
        fc.integer({ min: 1, max: 40 }),
        async (given, ...size) => {
          const text = given.join("");
          writeFileSync(path, text);
          const [first, next] = size;
          const chunks = await all(fileLineChunks(path, { first, next }));
          expect(chunks.join("")).toBe(text);
          expect(chunks).not.toContain("");
          for (const chunk of chunks.slice(0, -1)) expect(chunk.endsWith("\n")).toBe(true);
          const longestLine = Math.max(0, ...text.split("\n").map(({ length }) => length + 1));
          for (const { length } of chunks.slice(1)) expect(length).toBeLessThanOrEqual(next + 3 * longestLine);
        },
      ),
      { seed: 20261124, numRuns: 300 },
    );
  });

  it("lets go of the file where nobody wants more of it", async () => {
    writeFileSync(path, "one\ntwo\nthree\n");
    for await (const chunk of fileLineChunks(path, { first: 5, next: 5 })) {
      expect(chunk.toString()).toBe("one\n");
      break;
    }
    rmSync(path);
  });

  it("says why a file cannot be read", async () => {
    await expect(all(fileLineChunks(join(folder, "none"), { first: 5, next: 5 }))).rejects.toThrow("ENOENT");
  });
});
