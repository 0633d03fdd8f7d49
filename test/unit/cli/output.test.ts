import { Writable } from "node:stream";
import { describe, expect, it } from "vitest";
import { Output } from "../../../server/cli/output/output";
import { printableLines } from "../../../server/core/text/printable";

describe("Output", () => {
  it("waits for a slow reader and keeps no listener of it", async () => {
    const given: string[] = [];
    const slow = new Writable({
      highWaterMark: 1,
      write(chunk: Buffer, _encoding, done) {
        given.push(chunk.toString());
        setImmediate(done);
      },
    });
    const output = new Output(slow);
    const before = slow.listenerCount("close") + slow.listenerCount("drain") + slow.listenerCount("error");
    for (let i = 0; i < 20; i++) await output.write(i % 2 === 0 ? `${i}` : Buffer.from(`${i}`));
    expect(given).toEqual(Array.from({ length: 20 }, (_, i) => `${i}`));
    expect(slow.listenerCount("close") + slow.listenerCount("drain") + slow.listenerCount("error")).toBe(before);
  });

  it("ends quietly where the reader goes away", async () => {
    const gone = new Writable({
      highWaterMark: 1,
      write(_chunk, _encoding, done) {
        done(Object.assign(new Error("write EPIPE"), { code: "EPIPE" }));
      },
    });
    const output = new Output(gone);
    await output.write("one");
    await output.write("two");
    expect([output.closed, output.failure]).toEqual([true, undefined]);
  });
});

describe("Output for people", () => {
  it("makes texts such that they can be shown, and leaves bytes as they are", async () => {
    const given: string[] = [];
    const stream = new Writable({
      write(chunk: Buffer, _encoding, done) {
        given.push(chunk.toString());
        done();
      },
    });
    const output = new Output(stream, printableLines);
    await output.line("\u001b[31m\n::error::x");
    await output.writeOver("50 % \u202e");
    await output.write(Buffer.from("\u001b"));
    expect(given).toEqual(["␛[31m\n: :error::x\n", "\r50 % \uFFFD", "\u001b"]);
  });
});
