import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { openRecords } from "../../../server/core/records/stream/openRecords";
import { cutByDefault } from "../../../server/core/records/stream/recordBatch";
import { recordTexts } from "../../../server/core/records/stream/recordTexts";
import { nodeInflate } from "../../../server/node/inflate";
import { nodeUtf8 } from "../../../server/node/utf8";

async function* pieces(text: string, length: number): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  const bytes = new TextEncoder().encode(text);
  for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
}

/** A step of ms-swift with so many rollouts. */
function step(rollouts: number): string {
  const list = <T>(value: T): T[] => Array.from({ length: rollouts }, () => value);
  return JSON.stringify({ step: "1", prompt: list("é?"), completion: list("a"), advantages: list(0.5) });
}

async function numbersOf(text: string, length: number, size: number, firstRecord: number): Promise<unknown[]> {
  const opened = await openRecords(
    { name: "completions.jsonl", named: true, bytes: pieces(text, length), asked: "ms-swift", lines: true },
    { utf8: nodeUtf8, inflate: nodeInflate },
    { ...cutByDefault, size, firstRecord, longest: 10_000 },
  );
  if (!("batches" in opened)) throw new Error(opened.why);
  const found: unknown[] = [];
  for await (const batch of opened.batches) {
    for (const { text: record, index, line, unfinished } of recordTexts(batch, nodeUtf8)) {
      found.push([line, ...opened.format.read(record, index, { unfinished }).samples.map((sample) => sample.record)]);
    }
  }
  return found;
}

describe("lines that hold several records", () => {
  it("are numbered on, however the stream comes and is cut", async () => {
    const lines = fc.array(fc.integer({ min: 1, max: 4 }), { minLength: 1, maxLength: 12 });
    const size = fc.integer({ min: 1, max: 600 });
    await fc.assert(
      fc.asyncProperty(lines, fc.integer({ min: 1, max: 300 }), size, fc.nat(5), async (counts, length, cut, first) => {
        const text = counts.map(step).join("\n\n");
        let next = first;
        const expected = counts.map((count, i) => [2 * i, ...Array.from({ length: count }, () => next++)]);
        expect(await numbersOf(text, length, cut, first)).toEqual(expected);
      }),
      { seed: 18, numRuns: 60 },
    );
  });

  it("count one where they cannot be read", async () => {
    const long = JSON.stringify({ step: "1", prompt: ["a"], completion: ["b".repeat(20_000)], advantages: [1] });
    expect(await numbersOf([step(2), "{torn", long, step(1)].join("\n"), 4096, 1, 0)).toEqual([
      [0, 0, 1],
      [1],
      [2],
      [3, 4],
    ]);
  });
});
