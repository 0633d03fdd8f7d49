import { readdirSync } from "node:fs";
import { join } from "node:path";
import { isDeepStrictEqual } from "node:util";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  convertSamples,
  recordLines,
  targetNamed,
  targets,
  type ConvertedRecord,
} from "../../../server/core/conversions";
import { dialectOf } from "../../../server/core/dialects/data";
import type { Sample } from "../../../server/core/model/sample";
import { formatOf } from "../../../server/core/records/reading/recogniseFile";
import { recogniseRecords } from "../../../server/core/records/reading/recogniseRecords";
import { splitJson } from "../../../server/core/records/json/splitJson";
import { fixture, inWords } from "../records/reading";

const fixtures = readdirSync(join(import.meta.dirname, "../../fixtures/records")).filter((name) =>
  /\.jsonl?$/.test(name),
);

function convert(samples: readonly Sample[], to: string, calls?: string): Pick<ConvertedRecord, "text" | "leftBehind"> {
  const target = targetNamed(to);
  if (target === undefined) throw new Error(`no target is named ${to}`);
  const dialect = calls === undefined ? undefined : dialectOf(calls);
  return convertSamples(samples, target, dialect && { to: dialect });
}

function readBack(text: string, to: string): readonly Sample[] {
  return targetNamed(to)?.read(text) ?? [];
}

/** A sample in words, its JSON without white space; a turn without a text is one that says nothing. */
function plain(sample: Sample): unknown {
  const squeezed = (text: string | undefined): string | undefined =>
    text?.replace(/("(?:[^"\\]|\\.)*")|\s+/gs, (_, kept?: string) => kept ?? "");
  const callsOf = (calls: Sample["calls"]): unknown =>
    calls.map((call) => [call.name?.text, squeezed(call.arguments?.text), call.id]);
  const words = inWords(sample);
  return {
    ...words,
    tools: squeezed(sample.tools?.text),
    calls: callsOf(sample.calls),
    turns: sample.turns.map((turn) => [turn.role, turn.part?.text ?? "", callsOf(turn.calls), turn.answers]),
  };
}

describe.each(fixtures)("%s", (name) => {
  const text = fixture(name);
  const found = recogniseRecords(text);
  const container = found?.container ?? "jsonl";
  const format = found && formatOf(found.format.id, container);
  const records = splitJson(text, container).slices.map(({ span }) => text.slice(span.start, span.end));

  it.runIf(format !== undefined).each(targets.map(({ id }) => id))(
    "reads equal again from %s, or is told to have left something behind",
    (to) => {
      for (const record of records) {
        const { samples } = format?.read(record, 0) ?? { samples: [] };
        if (samples.length === 0) continue;
        const { text: written, leftBehind } = convert(samples, to);
        const again = readBack(written, to);
        const isEqual = isDeepStrictEqual(again.map(plain), samples.map(plain));
        expect({ record, isLossless: leftBehind.length === 0 }).toEqual({ record, isLossless: isEqual });
      }
    },
  );

  it.runIf(format !== undefined)("reads equal again as JSONL of its own format", () => {
    const lines = records.flatMap((record) => (format && recordLines(record, format)) ?? [record]);
    for (const line of lines) expect(line).not.toMatch(/[\r\n]/);
    const jsonl = lines.join("\n");
    const other = container === "session" ? container : "jsonl";
    const reader = formatOf(format?.id ?? "", other);
    const slices = splitJson(jsonl, other).slices;
    const again = slices.flatMap(({ span }) => reader.read(jsonl.slice(span.start, span.end), 0).samples);
    const given = records.flatMap((record) => format?.read(record, 0).samples ?? []);
    // JSON inside the record may have other white space.
    const values = (samples: readonly Sample[]): unknown =>
      JSON.stringify(samples.map(plain)).replace(/(?:\s|\\n)+/g, "");
    expect(values(again)).toEqual(values(given));
  });
});

it.each([
  ["trl-columns.json", 2],
  ["roll-steps.jsonl", 3],
  ["wandb.table.json", 2],
])("columns become a line for each row: %s", (name, rows) => {
  const text = fixture(name);
  const found = recogniseRecords(text);
  const format = formatOf(found?.format.id ?? "", found?.container ?? "jsonl");
  const lines = splitJson(text, found?.container ?? "jsonl").slices.flatMap(
    ({ span }) => recordLines(text.slice(span.start, span.end), format) ?? [],
  );
  expect(lines.length).toBe(rows);
  expect(recogniseRecords(lines.join("\n"))).toMatchObject({ format: { id: format.id }, container: "jsonl" });
});

describe("a dialogue of any texts", () => {
  const text = fc.string({ unit: "binary", maxLength: 20 });
  const call = fc.record({ name: fc.constantFrom("tide", "moon"), arguments: fc.json({ maxDepth: 2 }) });
  const user = fc.record({ role: fc.constantFrom("user", "tool", "system"), content: text });
  const assistant = fc.record({ role: fc.constant("assistant"), content: text });
  const called = fc.record({
    role: fc.constant("assistant"),
    content: fc.constant(null),
    tool_calls: fc.array(
      call.map((each) => ({ type: "function", function: each })),
      { minLength: 1, maxLength: 2 },
    ),
  });
  const messages = fc.array(fc.oneof(user, assistant, called), { minLength: 1, maxLength: 6 });

  it("goes to chat messages and back without loss", () => {
    fc.assert(
      fc.property(messages, fc.option(fc.double({ noNaN: true, noDefaultInfinity: true })), (given, score) => {
        const record = JSON.stringify({ messages: given, ...(score === null ? {} : { score }) });
        const { samples } = formatOf("chat", "jsonl").read(record, 0);
        const { text: written, leftBehind } = convert(samples, "chat");
        expect(leftBehind).toEqual([]);
        expect(readBack(written, "chat").map(plain)).toEqual(samples.map(plain));
        expect(written.split("\n").length).toBe(2);
      }),
      { seed: 18, numRuns: 300 },
    );
  });

  it.each(["sharegpt", "verl", "trace"])("goes to %s and back, and says truly whether anything is lost", (to) => {
    fc.assert(
      fc.property(messages, (given) => {
        const { samples } = formatOf("chat", "jsonl").read(JSON.stringify({ messages: given }), 0);
        const { text: written, leftBehind } = convert(samples, to);
        if (leftBehind.length === 0) expect(readBack(written, to).map(plain)).toEqual(samples.map(plain));
      }),
      { seed: 18, numRuns: 300 },
    );
  });
});

describe("what is left behind", () => {
  it("is named: calls given as data have no place in a verl dump, but with --calls they are text", () => {
    const messages = [
      { role: "user", content: "How high?" },
      { role: "assistant", content: null, tool_calls: [{ function: { name: "tide", arguments: '{"hour": 6.0}' } }] },
    ];
    const { samples } = formatOf("chat", "jsonl").read(JSON.stringify({ messages }), 0);
    expect(convert(samples, "verl").leftBehind).toEqual(["calls that are given as data"]);
    const hermes = convert(samples, "verl", "hermes");
    expect(hermes.leftBehind).toEqual([]);
    expect(readBack(hermes.text, "verl")[0]?.completion.text).toBe(
      '<tool_call>\n{"name": "tide", "arguments": {"hour": 6.0}}\n</tool_call>',
    );
    // From one dialect to another the rest of the text stays.
    const [again] = readBack(convert(readBack(hermes.text, "verl"), "chat", "qwen-xml").text, "chat");
    expect(again?.completion.text).toContain("<parameter=hour>");
  });

  it("is named: what a benchmark and a trainer say beside the text", () => {
    const record = { input: "a", output: "b", gts: "c", score: 1, acc: 0.5 };
    const { samples } = formatOf("verl", "jsonl").read(JSON.stringify(record), 0);
    expect(convert(samples, "chat").leftBehind).toContain("its components");
    expect(convert(samples, "sharegpt").leftBehind).toContain("its components");
    expect(convert(samples, "verl").leftBehind).toEqual([]);
  });
});
