import fc from "fast-check";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import type { RecordContainer } from "../../../server/core/model/record";
import { splitRecords } from "../../../server/core/records/reading/split";
import { arrayBatches } from "../../../server/core/records/stream/arrayBatches";
import { blankLine, lineBatches } from "../../../server/core/records/stream/lineBatches";
import { openRecords } from "../../../server/core/records/stream/openRecords";
import {
  countRecords,
  cutByDefault,
  type CutOptions,
  type RecordBatch,
} from "../../../server/core/records/stream/recordBatch";
import { recordTexts } from "../../../server/core/records/stream/recordTexts";
import { traceBatches, wholeBatch } from "../../../server/core/records/stream/textBatches";
import { LineTable } from "../../../server/core/text/lineTable";
import { nodeInflate } from "../../../server/node/inflate";
import { withRoom } from "../../../server/node/byteStreams";
import { nodeUtf8 } from "../../../server/node/utf8";

const decoder = new TextDecoder("utf-8", { ignoreBOM: true });

/** The bytes in pieces of these lengths, over and over. */
async function* pieces(bytes: Uint8Array, lengths: readonly number[]): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  for (let at = 0, i = 0; at < bytes.length; i++) {
    const length = Math.max(1, lengths[i % lengths.length] ?? 1);
    yield bytes.subarray(at, at + length);
    at += length;
  }
}

/** The same pieces, each in memory of its own, which has so many free bytes before it. */
async function* roomyPieces(bytes: Uint8Array, lengths: readonly number[], free: number): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces(bytes, lengths)) {
    const memory = Buffer.from(new SharedArrayBuffer(free + piece.length));
    memory.set(piece, free);
    yield memory.subarray(free);
  }
}

function batchesOf(
  bytes: Uint8Array,
  lengths: readonly number[],
  container: RecordContainer,
  options: CutOptions,
): AsyncGenerator<RecordBatch> {
  const stream = pieces(bytes, lengths);
  switch (container) {
    case "jsonl":
      return lineBatches(stream, options, (line) => nodeUtf8.decode(line).trim() === "");
    case "array":
      return arrayBatches(stream, options);
    case "trace":
      return traceBatches(stream, options, nodeUtf8);
    default:
      return wholeBatch(stream, options, nodeUtf8, options.longest);
  }
}

interface Place {
  readonly index: number;
  readonly text: string;
  readonly line: number;
  readonly character: number;
  readonly tooLong?: boolean;
}

async function read(batches: AsyncIterable<RecordBatch>): Promise<Place[]> {
  const found: Place[] = [];
  for await (const batch of batches) {
    for (const { text, index, line, character, tooLong } of recordTexts(batch, nodeUtf8)) {
      found.push({ text, index, line, character, ...(tooLong === undefined ? {} : { tooLong: true }) });
    }
  }
  return found;
}

/** The same from the whole text: what an editor cuts. */
function cutWhole(text: string, container: RecordContainer): Place[] {
  const lines = new LineTable(text);
  return splitRecords(text, container).map(({ span }, index) => ({
    text: text.slice(span.start, span.end),
    index,
    ...lines.positionAt(span.start),
  }));
}

/** Pieces of files, line ends and white space of every kind among them. A lone CR is a line end for editors alone. */
const linePiece = fc.constantFrom(
  ...['{"a":1}', "{", "x", "\n", "\n\n", "\r\n", " ", "\t", "\v", "\f", "é", "😀", "\u0085", "\u200b"],
  ...["\u00a0", "\u2028", "\u3000", "\ufeff", "\u001c", "\u007f"],
);
const arrayPiece = fc.constantFrom(
  ...['{"a":1}', '{"a":[1,{"b":"]"}]}', "{", "}", "[", "]", '"', '"é\\"😀"', "\\", ",", ", ", "\n", "\n  ", "\n  {"],
  ...["1", "x", "null", " "],
);
const element = fc.oneof(
  { arbitrary: fc.json({ maxDepth: 3 }), weight: 4 },
  { arbitrary: fc.array(arrayPiece, { maxLength: 5 }).map((some) => some.join("")), weight: 1 },
);
const array = fc
  .tuple(
    fc.array(element, { maxLength: 12 }),
    fc.constantFrom(",", ", ", ",\n", ",\n  "),
    fc.constantFrom("", "\n", "\n  "),
  )
  .map(([elements, separator, start]) => `[${start}${elements.join(separator)}${start === "" ? "" : "\n"}]`);
const samplePiece = fc.constantFrom(
  ...[
    "@sample\n",
    "@sample id=x\n",
    "@completion\n",
    "@samples\n",
    "text @sample\n",
    "\n",
    "é😀\n",
    "\r\n",
    " ",
    "<think>",
  ],
);
const lengths = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 6 });
const size = fc.integer({ min: 1, max: 60 });

const files: Readonly<Record<string, fc.Arbitrary<string>>> = {
  jsonl: fc.array(linePiece, { maxLength: 40 }).map((some) => some.join("")),
  array: fc.oneof(
    array,
    fc.array(arrayPiece, { maxLength: 40 }).map((some) => `[${some.join("")}`),
  ),
  trace: fc.array(samplePiece, { maxLength: 20 }).map((some) => `@sample\n${some.join("")}`),
};

describe("a stream of records", () => {
  it.each(Object.entries(files))("of %s gives what the whole text does, cut into any pieces", async (name, text) => {
    const container = name as RecordContainer;
    await fc.assert(
      fc.asyncProperty(text, lengths, size, fc.boolean(), async (whole, cuts, batch, live) => {
        // A mark at the beginning is taken away before; a lone CR ends no line of JSONL.
        fc.pre(!whole.startsWith("\ufeff") && !/\r(?!\n)/.test(whole));
        const bytes = Buffer.from(whole);
        const options = { ...cutByDefault, size: batch, live };
        const found = await read(batchesOf(bytes, cuts, container, options));
        const cleared =
          name === "jsonl" && decoder.decode(bytes).trim() === "" ? [] : cutWhole(decoder.decode(bytes), container);
        expect(found).toEqual(cleared);
      }),
      { seed: 20261129, numRuns: 1500 },
    );
  });

  it.each(["jsonl", "array"] as const)("of %s says where in the file each record lies", async (container) => {
    const text = files[container] as fc.Arbitrary<string>;
    await fc.assert(
      fc.asyncProperty(text, lengths, size, fc.integer({ min: 1, max: 60 }), async (whole, cuts, batch, longest) => {
        const bytes = Buffer.from(whole);
        const firstByte = 3;
        const options = { ...cutByDefault, size: batch, longest, firstByte };
        for await (const { content, spans, tooLong, ...place } of batchesOf(bytes, cuts, container, options)) {
          for (let record = 0; record < spans.length / 2; record++) {
            if (tooLong.some((one) => one.record === record)) continue;
            const [start = 0, end = 0] = spans.subarray(2 * record);
            const at = (place.firstByte ?? 0) - firstByte;
            expect(bytes.subarray(at + start, at + end)).toEqual(Buffer.from(content.slice(start, end)));
          }
        }
      }),
      { seed: 20261130, numRuns: 500 },
    );
  });

  it.each(Object.entries(files))(
    "of %s passes over records that are too long, and no others, cut into any pieces",
    async (name, text) => {
      const container = name as RecordContainer;
      await fc.assert(
        fc.asyncProperty(text, lengths, size, async (whole, cuts, longest) => {
          fc.pre(!whole.startsWith("\ufeff") && !/\r(?!\n)/.test(whole));
          // Whether a line is blank that is too long to be held is not known.
          fc.pre(whole.split("\n").every((line) => line.trim() !== "" || Buffer.byteLength(line) <= longest));
          const bytes = Buffer.from(whole);
          const one = await read(batchesOf(bytes, [bytes.length], container, { ...cutByDefault, longest }));
          const many = await read(batchesOf(bytes, cuts, container, { ...cutByDefault, longest, size: 1 }));
          if (container === "jsonl") expect(many).toEqual(one);
          for (const { text: record, tooLong } of many)
            if (tooLong !== true) expect(record.length).toBeLessThanOrEqual(Math.max(longest, bytes.length));
          const marked = many.filter(({ tooLong }) => tooLong === true);
          for (const { text: record } of marked) expect(record).toBe("");
        }),
        { seed: 20261130, numRuns: 500 },
      );
    },
  );

  it("goes on behind an element of a compact array that is longer than what is read", async () => {
    const long = `{"a":"${'é]\\"}'.repeat(300)}"}`;
    const bytes = Buffer.from(`[{"a":1},${long},{"a":"😀"}]`);
    const found = await read(batchesOf(bytes, [7, 100], "array", { ...cutByDefault, longest: 200 }));
    expect(found.map(({ text, tooLong }) => [text, tooLong])).toEqual([
      ['{"a":1}', undefined],
      ["", true],
      ['{"a":"😀"}', undefined],
    ]);
    expect(found[2]).toMatchObject({ index: 2, line: 0, character: 10 + long.length });
  });

  it("gives the same lines where pieces have room for what was cut off, whatever they are cut into", async () => {
    const line = fc.constantFrom("", " ", '{"a":1}', '{"b":"é😀"}', '{"c":"a longer line than all the others"}', "\r");
    const given = fc.tuple(
      fc.array(line, { maxLength: 30 }),
      fc.array(fc.integer({ min: 1, max: 60 }), { minLength: 1 }),
    );
    const options = fc.record({
      free: fc.constantFrom(0, 5, 200),
      size: fc.constantFrom(1, 40, 400),
      live: fc.boolean(),
    });
    await fc.assert(
      fc.asyncProperty(given, options, async ([lines, cuts], { free, size, live }) => {
        const bytes = Buffer.from(lines.join("\n"));
        const usual = { ...cutByDefault, size, live, longest: 30 };
        const isBlank = blankLine(nodeUtf8);
        const roomy = lineBatches(roomyPieces(bytes, cuts, free), { ...usual, withRoom }, isBlank);
        expect(await read(roomy)).toEqual(await read(lineBatches(pieces(bytes, [bytes.length]), usual, isBlank)));
      }),
      { seed: 20261130, numRuns: 500 },
    );
  });

  it.each([
    ['[{"a":1}]', []],
    ['[{"a":1}] ', []],
    ['[{"a":1},', ["array"]],
    ['[{"a":1}', ["array"]],
    ['[\n{"a":1},\n{"a":', ["array"]],
    ["[", ["array"]],
  ])("says of an array without its end that it has none: %s", async (text, expected) => {
    const told: string[] = [];
    const options = { ...cutByDefault, tell: (problem: string) => void told.push(problem) };
    await read(batchesOf(Buffer.from(text), [2, 5], "array", options));
    expect(told.map((problem) => (problem.includes("array is not closed") ? "array" : problem))).toEqual(expected);
  });

  it("holds a bounded number of records in a batch, however short they are", async () => {
    const bytes = Buffer.from("x\n".repeat(10_000));
    const counts: number[] = [];
    let [records, lines, at] = [0, 0, 0];
    for await (const batch of batchesOf(bytes, [bytes.length], "jsonl", { ...cutByDefault, size: 1 << 20 })) {
      expect([batch.firstRecord, batch.firstLine, batch.firstByte]).toEqual([records, lines, at]);
      counts.push(countRecords(batch));
      records += countRecords(batch);
      lines += batch.lines;
      at += Buffer.from(batch.content).length;
    }
    expect([records, lines, at]).toEqual([10_000, 10_000, bytes.length]);
    expect(Math.max(...counts)).toBeLessThanOrEqual(4096);
  });

  it("tells numbers from where they are said to begin", async () => {
    const options = { ...cutByDefault, firstRecord: 7, firstLine: 20 };
    expect(await read(batchesOf(Buffer.from("\n{}\n{}"), [3], "jsonl", options))).toEqual([
      { text: "{}", index: 7, line: 21, character: 0 },
      { text: "{}", index: 8, line: 22, character: 0 },
    ]);
  });
});

describe("opening a stream", () => {
  /** A stream that notes whether it was closed. */
  function watched(text: string): { bytes: AsyncGenerator<Uint8Array>; state: { closed: boolean } } {
    const state = { closed: false };
    async function* read(): AsyncGenerator<Uint8Array> {
      try {
        yield* pieces(Buffer.from(text), [1000]);
        // More would come.
        yield* pieces(Buffer.from(text), [1000]);
      } finally {
        state.closed = true;
      }
    }
    return { bytes: read(), state };
  }
  const ports = { utf8: nodeUtf8, inflate: nodeInflate };

  it("closes what it does not read on: what is not recognised, is no text, or is left early", async () => {
    const unknown = watched('{"name": "x"}\n');
    const found = await openRecords({ name: "a.json", named: false, ...unknown }, ports, cutByDefault);
    expect([found, unknown.state.closed]).toMatchObject([{ code: "unknown" }, true]);
    const archive = watched("PK\u0003\u0004");
    await expect(openRecords({ name: "a", named: true, ...archive }, ports, cutByDefault)).rejects.toThrow("zip");
    expect(archive.state.closed).toBe(true);
    const left = watched('{"input": "a", "output": "b", "gts": "c"}\n'.repeat(50));
    const opened = await openRecords({ name: "a", named: true, ...left }, ports, { ...cutByDefault, live: true });
    if (!("batches" in opened)) throw new Error(opened.why);
    await opened.batches.next();
    await opened.batches.return(undefined);
    expect(left.state.closed).toBe(true);
  });

  it("tells a record of lines from an array only where nobody says that lines are records", async () => {
    const text = '[{"input": "a", "output": "b", "gts": "c"}]\n{"input": "a", "output": "b", "gts": "c"}\n';
    const containerOf = async (more: object): Promise<string> => {
      const opened = await openRecords({ name: "a", named: true, ...watched(text), ...more }, ports, cutByDefault);
      return "batches" in opened ? opened.format.container : opened.code;
    };
    expect(await containerOf({})).toBe("array");
    expect(await containerOf({ asked: "verl" })).toBe("array");
    expect(await containerOf({ asked: "verl", lines: true })).toBe("jsonl");
    expect(await containerOf({ lines: true })).toBe("jsonl");
  });
});

describe("what is packed", () => {
  const line = '{"input": "<|im_start|>user\\nhi", "output": "<think> x </think>", "gts": "y"}\n';
  const zstd = Buffer.from("KLUv/SQdAQEAeyJtZXNzYWdlcyI6IFtdfQp7ImEiOiAxfQriQaLR", "base64");

  it("is read in one pass, of several members and cut into any pieces", async () => {
    const packed = Buffer.concat([gzipSync(line.repeat(3)), gzipSync(line)]);
    for (const cuts of [[1], [3, 50], [packed.length]]) {
      const opened = await openRecords(
        { name: "a.jsonl.gz", named: true, bytes: pieces(packed, cuts) },
        { utf8: nodeUtf8, inflate: nodeInflate },
        cutByDefault,
      );
      if (!("batches" in opened)) throw new Error(opened.why);
      expect([opened.format.id, opened.packed]).toEqual(["verl", "gzip"]);
      expect((await read(opened.batches)).map(({ text }) => text)).toEqual(Array(4).fill(line.trimEnd()));
    }
  });

  it("is told where it holds no text, but what is packed again or is a table", async () => {
    const open = (bytes: Uint8Array): Promise<unknown> =>
      openRecords(
        { name: "a.gz", named: true, bytes: pieces(gzipSync(bytes), [99]) },
        { utf8: nodeUtf8, inflate: nodeInflate },
        cutByDefault,
      );
    await expect(open(gzipSync(line))).rejects.toThrow("it is gzip, packed with gzip: unpack it once (gzip -d FILE)");
    await expect(open(Buffer.from("PAR1…"))).rejects.toThrow("it is a Parquet table, packed with gzip");
    await expect(open(Buffer.from("PK\x03\x04"))).rejects.toThrow("it is a zip archive, packed with gzip");
    await expect(open(Buffer.from("SQLite format 3\0"))).rejects.toThrow(
      "it is a file that is no text, packed with gzip",
    );
  });

  it("is told where it is cut off or damaged", async () => {
    const packed = gzipSync(line.repeat(1000));
    const ports = { utf8: nodeUtf8, inflate: nodeInflate };
    const readAll = async (bytes: Uint8Array): Promise<void> => {
      const opened = await openRecords({ name: "a", named: true, bytes: pieces(bytes, [99]) }, ports, cutByDefault);
      if ("batches" in opened) await read(opened.batches);
    };
    await expect(readAll(packed.subarray(0, -20))).rejects.toThrow("its gzip data ends too early");
    await expect(readAll(Buffer.concat([zstd.subarray(0, 9), Buffer.from([255, 255, 255, 255])]))).rejects.toThrow(
      "zstd",
    );
  });
});
