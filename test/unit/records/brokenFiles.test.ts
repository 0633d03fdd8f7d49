import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { containerOf, recogniseRecords } from "../../../server/core/records/reading/recogniseRecords";
import { jsonFormat } from "../../../server/core/records/formats";
import { turnPairsRead } from "../../../server/core/records/fields/dialogue";
import { readRecord } from "../../../server/core/records/reading/readRecord";
import { splitJson } from "../../../server/core/records/json/splitJson";
import { arrayBatches } from "../../../server/core/records/stream/arrayBatches";
import { cutByDefault } from "../../../server/core/records/stream/recordBatch";
import { expectPlaces, fixture, readAll } from "./reading";

const good = '{"prompt": "Say hi.", "completion": "<think> a </think>"}';
const completions = (text: string): string[] => readAll(text).samples.map(({ sample }) => sample.completion.text);

describe("JSONL", () => {
  it("reads past a line that is no JSON, and tells its place and cause", () => {
    const { samples, problems } = readAll(`${good}\n{"prompt": "x" "completion": "y"}\n${good}\n`);
    expect(samples.map(({ sample }) => sample.record)).toEqual([0, 2]);
    expect(problems).toMatchObject([{ code: "invalid-json", severity: "error", record: 1, at: '"' }]);
    expect(problems[0]?.message).toContain("comma is missing");
  });

  it("reads on where the very first line is broken", () => {
    const { samples, problems } = readAll(`{"prompt": 'x'}\n${good}\n${good}\n${good}\n`);
    expect(samples.length).toBe(3);
    expect(problems).toMatchObject([{ code: "invalid-json", record: 0 }]);
  });

  it("takes a torn last line for a run that still writes, and only there", () => {
    for (let length = 1; length < good.length; length++) {
      const { samples, problems } = readAll(`${good}\n${good.slice(0, length)}`);
      expect(samples.length).toBe(1);
      expect(problems).toMatchObject([{ code: "torn-line", severity: "information", record: 1 }]);
    }
    expect(readAll(`${good}\n${good.slice(0, 30)}\n`).problems).toMatchObject([{ severity: "error", record: 1 }]);
    expect(readAll(`${good}\n${good.slice(0, 30)}\n${good}`).problems).toMatchObject([
      { severity: "error", record: 1 },
    ]);
    // Broken, but not torn: the end of this line is there.
    expect(readAll(`${good}\n{"prompt" "x"}`).problems).toMatchObject([{ severity: "error", record: 1 }]);
    // Whole, without a line end.
    expect(readAll(`${good}\n${good}`).problems).toEqual([]);
  });

  it("accepts a byte order mark, CRLF and blank lines, which are no records", () => {
    const { samples, problems } = readAll(`\ufeff${good}\r\n\r\n  \n${good}\r\n`);
    expect(problems).toEqual([]);
    expect(samples.map(({ sample }) => sample.record)).toEqual([0, 1]);
    for (const each of samples) expectPlaces(each);
    // A line that a stream hands over with its mark.
    const record = `\ufeff${good}\r`;
    const [sample] = readRecord(record, { index: 0 }).samples;
    expect(record.slice(sample?.completion.source.toSource(0))).toMatch(/^<think> a/);
  });

  it("keeps a carriage return that the model wrote", () => {
    expect(completions('{"prompt": "", "completion": "a\\r\\nb"}\r\n')).toEqual(["a\r\nb"]);
  });

  it("reads NaN and infinities, as Python writes them", () => {
    const line =
      '{"input": "p", "output": "<think> é\\n </think>", "gts": null, "score": NaN, "extra": [-Infinity, Infinity], "__proto__": 1}';
    const { samples, problems } = readAll(`${line}\n`);
    expect(problems).toEqual([]);
    const [read] = samples;
    expect(read?.sample.attributes.score).toBeUndefined();
    expect(read?.sample.completion.text).toBe("<think> é\n </think>");
    const map = read?.sample.completion.source;
    expect(line.slice(map?.toSource(0), map?.toSource(9))).toBe("<think> é");
  });

  it("tells a line that is no object", () => {
    const { samples, problems } = readAll(`${good}\n[1, 2]\n"text"\n${good}\n`);
    expect(samples.length).toBe(2);
    expect(problems).toMatchObject([
      { code: "not-an-object", at: "[1, 2]" },
      { code: "not-an-object", at: '"text"' },
    ]);
  });

  it("reads records of several formats in one file, and says so", () => {
    const { recognition, samples, problems } = readAll(
      `${good}\n${good}\n${fixture("templated-text.jsonl")}${fixture("nemo-rl.jsonl")}{"foo": 1, "bar": 2}\n${good}\n`,
    );
    expect(recognition.format.id).toBe("prompt-completion");
    expect(recognition.reason).toContain("3 of its first 7 records have");
    expect(samples.map(({ sample }) => sample.record)).toEqual([0, 1, 2, 2, 3, 4, 6]);
    expect(problems).toMatchObject([
      { code: "other-format", severity: "information", record: 2 },
      { code: "other-format", severity: "information", record: 3 },
      { code: "other-format", severity: "information", record: 4 },
      { code: "missing-field", severity: "error", record: 5 },
    ]);
    expect(problems[3]?.message).toContain("`foo`, `bar`");
  });

  it("reads a line of 20 MB, and one of 20 MB that is broken", { timeout: 60_000 }, () => {
    const long = "word \\n".repeat(3_000_000);
    const { samples, problems } = readAll(
      `${good}\n{"prompt": "x", "completion": "${long}end"}\n{"prompt": "x", "completion": "${long}\n${good}\n`,
    );
    expect(samples.map(({ sample }) => sample.record)).toEqual([0, 1, 3]);
    expect(problems).toMatchObject([{ code: "invalid-json", record: 2 }]);
    const completion = samples[1]?.sample.completion;
    const at = completion?.source.toSource(completion.text.length - 3) ?? 0;
    expect(samples[1]?.record.slice(at, at + 4)).toBe('end"');
  });
});

describe("a JSON array", () => {
  const array = (...elements: string[]): string => `[\n  ${elements.join(",\n  ")}\n]\n`;

  it("reads past elements that are broken", () => {
    const { samples, problems } = readAll(array(good, '{"prompt": "x",}', good));
    expect(samples.map(({ sample }) => sample.record)).toEqual([0, 2]);
    expect(problems).toMatchObject([{ code: "invalid-json", record: 1 }]);
  });

  it.each([
    ["a brace that is not closed", '{"prompt": "x", "completion": "y"'],
    ["a quote that is not closed", '{"prompt": "x", "completion": "y}'],
    ["a bracket of the wrong kind", '{"prompt": "x", "completion": "y"]'],
    ["a brace too many", '{"prompt": "x", "completion": {"y"}'],
  ])("is cut at the next line that begins like the first element: %s", (_, broken) => {
    const { samples, problems } = readAll(array(good, broken, good, broken, good));
    expect(samples.map(({ sample }) => sample.record)).toEqual([0, 2, 4]);
    expect(problems).toMatchObject([
      { code: "invalid-json", record: 1 },
      { code: "invalid-json", record: 3 },
    ]);
  });

  it("that is cut off keeps its whole elements, and says that it is not closed", () => {
    const whole = array(good, good, good);
    const { samples, problems } = readAll(whole.slice(0, -good.length / 2));
    expect(samples.length).toBe(2);
    expect(problems).toMatchObject([
      { code: "unclosed-array", severity: "information", record: -1, at: "[" },
      { code: "invalid-json", record: 2 },
    ]);
  });

  it("on one line gives its elements up to the one that does not close", () => {
    const { samples, problems } = readAll(`[${good}, ${good}, {"prompt": "x, ${good}]`);
    expect(samples.length).toBe(2);
    expect(problems.filter(({ code }) => code === "invalid-json")).toMatchObject([{ record: 2 }]);
  });

  it("gives the elements that JSON.parse gives", () => {
    fc.assert(
      fc.property(fc.array(fc.jsonValue(), { maxLength: 6 }), fc.constantFrom(undefined, 1, "\t"), (values, indent) => {
        const text = JSON.stringify(values, null, indent);
        const { slices, problems } = splitJson(text, "array");
        expect(slices.map(({ span }) => JSON.parse(text.slice(span.start, span.end)) as unknown)).toEqual(
          JSON.parse(text),
        );
        expect(problems).toEqual([]);
      }),
      { seed: 7, numRuns: 500 },
    );
  });

  it("of any text is cut into spans in order, inside the text", () => {
    const text = fc.array(fc.constantFrom("[", "]", "{", "}", '"', "\\", ",", ":", "\n", " ", "  {", "a", "1"), {
      maxLength: 60,
    });
    fc.assert(
      fc.property(text, fc.constantFrom("array", "jsonl", "object" as const), (pieces, container) => {
        const whole = pieces.join("");
        let last = 0;
        for (const { span } of splitJson(whole, container).slices) {
          expect(span.start).toBeGreaterThanOrEqual(last);
          expect(span.end).toBeGreaterThan(span.start);
          expect(span.end).toBeLessThanOrEqual(whole.length);
          readRecord(whole.slice(span.start, span.end), { index: 0 });
          last = span.end;
        }
      }),
      { seed: 11, numRuns: 2000 },
    );
  });
});

describe("one JSON object", () => {
  it("is one record, however it is laid out", () => {
    const chat = JSON.stringify(
      {
        messages: [
          { role: "user", content: "a" },
          { role: "assistant", content: "b" },
        ],
      },
      null,
      2,
    );
    const { recognition, samples, problems } = readAll(`\ufeff\n${chat}\n`);
    expect([recognition.format.id, recognition.container]).toEqual(["chat", "object"]);
    expect(samples.length).toBe(1);
    expect(problems).toEqual([]);
  });

  it("of columns that are not equally long is told", () => {
    const read = readRecord('{"text_chosen": ["a"], "text_rejected": ["b", "c"], "results": [1]}', {
      index: 0,
      columns: true,
    });
    expect(read.problems).toMatchObject([{ code: "unequal-columns", severity: "error" }]);
  });

  it("tells the row that does not fit", () => {
    const text = '{"text_chosen": ["a", "b", "c"], "text_rejected": ["a", "b", "c"], "results": [1, null, 0]}';
    const { samples, problems } = readAll(text);
    expect(samples.map(({ sample }) => sample.record)).toEqual([0, 2]);
    expect(problems).toMatchObject([{ code: "missing-field", severity: "error" }]);
    expect(problems[0]?.message).toMatch(/^Row 1: /);
  });
});

describe("files that hold no records", () => {
  it("a Git LFS pointer says what it is and what to do", () => {
    const pointer = "version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12345\n";
    expect(recogniseRecords(pointer)).toBeUndefined();
    const { slices, problems } = splitJson(pointer, "jsonl");
    expect(slices).toEqual([]);
    expect(problems).toMatchObject([{ code: "lfs-pointer", severity: "error" }]);
    expect(problems[0]?.message).toMatch(/12345 bytes.*git lfs pull/s);
  });

  it.each(["", "\ufeff", " \n\r\n"])("an empty file is told: %j", (text) => {
    expect(recogniseRecords(text)).toBeUndefined();
    expect(splitJson(text, "jsonl").problems).toMatchObject([{ code: "empty-file", severity: "information" }]);
  });

  it.each([
    [
      "package.json",
      JSON.stringify(
        { name: "x", version: "1.0.0", scripts: { test: "vitest" }, files: ["a"], keywords: ["b"] },
        null,
        2,
      ),
    ],
    ["tsconfig.json", '{\n  // comment\n  "compilerOptions": {"strict": true},\n  "include": ["a"]\n}'],
    ["a lock file", JSON.stringify({ lockfileVersion: 3, packages: { "": { name: "x" } } })],
    ["a list of numbers", "[1, 2, 3]"],
    ["log lines", '{"level": "info", "msg": "a", "time": 1}\n{"level": "info", "msg": "b", "time": 2}\n'],
    ["a notebook", JSON.stringify({ cells: [{ source: ["a"], outputs: [] }], metadata: {}, nbformat: 4 })],
    ["prose", "Hello.\nThis is no JSON.\n"],
    ["a .trace file", "@sample id=1\n@completion\n<think> a </think>\n"],
  ])("%s is not recognised", (_, text) => {
    expect(recogniseRecords(text)).toBeUndefined();
    expect(recogniseRecords(text.slice(0, 40), false)).toBeUndefined();
  });
});

describe("the beginning of a file", () => {
  it.each(["toolrl-raw.json", "rewardbench-log.json", "chat.jsonl", "rmb-pairs.json", "sharegpt.jsonl"])(
    "tells its format once the telling fields are in it: %s",
    (name) => {
      const text = fixture(name);
      const whole = recogniseRecords(text);
      let told = 0;
      for (let length = 0; length < text.length; length++) {
        const head = recogniseRecords(text.slice(0, length), false);
        if (head === undefined) continue;
        told++;
        expect([head.container, head.format.id]).toEqual([whole?.container, whole?.format.id]);
      }
      expect(told).toBeGreaterThan(text.length / 10);
    },
  );

  it("tells a verl dump from its first whole record on", () => {
    const text = fixture("verl-rollout.jsonl");
    const head = recogniseRecords(text.slice(0, text.indexOf("\n") + 20), false);
    expect([head?.container, head?.format.id]).toEqual(["jsonl", "verl"]);
  });

  it("never throws, wherever it is cut", () => {
    const text = JSON.stringify([{ a: '\\"\u0001é🐛', messages: [{ role: "user", content: "x\\" }] }], null, 1);
    for (let length = 0; length < text.length; length++) recogniseRecords(text.slice(0, length), false);
  });
});

describe("a format that a person chooses", () => {
  const format = jsonFormat("verl");
  it.each([
    ['{"input": "a", "output": "b"}\n', "jsonl"],
    ["{broken\n{broken\n", "jsonl"],
    ["\ufeff [broken", "array"],
    ['{\n  "input": "a",\n  broken', "object"],
    [fixture("rewardbench-results.json"), "columns"],
  ])("%j is cut as %s", (text, container) => {
    expect(format && containerOf(text, format)).toBe(container);
  });
});

describe("a very long dialogue", () => {
  it("has only its last assistant turn audited, and says so", () => {
    const turns = Math.ceil(Math.sqrt(turnPairsRead * 2)) + 2;
    const messages = Array.from({ length: turns }, (_, i) => ({
      role: i % 2 === 0 ? "user" : "assistant",
      content: `${i}`,
    }));
    const text = JSON.stringify({ messages });
    const read = readRecord(text, { index: 0 });
    expect(read.samples.length).toBe(1);
    expect(read.samples[0]?.rewarded).toBe(true);
    expect(read.samples[0]?.turns.length).toBeGreaterThan(turns - 3);
    expect(read.problems).toMatchObject([{ code: "dialogue-too-long", severity: "information" }]);
    // The same below the cap: a sample for each assistant turn.
    const shorter = JSON.stringify({ messages: messages.slice(0, 100) });
    expect(readRecord(shorter, { index: 0 }).samples.length).toBe(50);
  });
});

describe("deep nesting", () => {
  it("is read as far as JSON.parse reads, without recursion of ours", () => {
    const deep = `${"[".repeat(200_000)}${"]".repeat(200_000)}`;
    const record = `{"deep": ${deep}, "prompt": "x", "completion": "<think> a </think>"}`;
    const [sample] = readRecord(record, { index: 0 }).samples;
    expect(record.slice(sample?.completion.source.toSource(0))).toMatch(/^<think> a/);
    expect(recogniseRecords(record)?.format.id).toBe("prompt-completion");
    recogniseRecords(record.slice(0, 100_000), false);
  });
});

it("tells what stands behind an array, which is not read", async () => {
  const record = '{"prompt": "q", "completion": "a"}';
  for (const behind of [`\n[${record}]\n`, `\n${record}\n`, ` x`]) {
    const text = `[\n${record},\n${record}\n]${behind}`;
    const { slices, problems } = splitJson(text, "array");
    expect(slices).toHaveLength(2);
    expect(problems).toMatchObject([{ code: "behind-array", message: expect.stringContaining("not read") as unknown }]);
    expect(text[problems[0]?.span.start ?? 0]).toBe(behind.trimStart()[0]);
    for (const length of [1, 7, text.length]) expect(await toldOfArray(text, length)).toEqual([problems[0]?.message]);
  }
  const whole = `[\n${record}\n] \n\n`;
  expect(splitJson(whole, "array").problems).toEqual([]);
  expect(await toldOfArray(whole, 1)).toEqual([]);
});

/** What is told of an array's stream that comes in pieces of that many bytes. */
async function toldOfArray(text: string, length: number): Promise<string[]> {
  const bytes = new TextEncoder().encode(text);
  async function* pieces(): AsyncGenerator<Uint8Array> {
    await Promise.resolve();
    for (let at = 0; at < bytes.length; at += length) yield bytes.subarray(at, at + length);
  }
  const told: string[] = [];
  const batches = arrayBatches(pieces(), { ...cutByDefault, tell: (problem) => told.push(problem) });
  for await (const { spans } of batches) expect(spans.length).toBeGreaterThan(0);
  return told;
}
