import fc from "fast-check";
import { readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { readRecord } from "../../../server/core/records/reading/readRecord";
import { splitTraceFile, traceFileFormat } from "../../../server/core/records/traceFile/traceFileFormat";
import { writeTraceFile } from "../../../server/core/records/traceFile/writeTraceFile";
import { toWritten } from "../../../server/core/records/traceFile/writtenPlaces";
import type { Sample } from "../../../server/core/model/sample";
import { fixture, inWords, partsOf, readAll, type Read } from "./reading";

const seed = 20_261_122;

/** Reads `.trace` text as the product does. */
function readTraceFile(text: string): Sample[] {
  return splitTraceFile(text).flatMap(({ span }, i) => {
    const { samples, problems } = traceFileFormat.read(text.slice(span.start, span.end), i);
    expect(problems).toEqual([]);
    return samples;
  });
}

/**
 * A sample without what `.trace` text leaves out: a group key that is the prompt, a turn's text that is none, what the run
 * says of the sample beside its score.
 */
function comparable(sample: Sample): Record<string, unknown> {
  const words = inWords(sample);
  const { group } = words;
  for (const key of ["group", "components", "advantage", "category", "finishReason", "truncated"]) {
    Reflect.deleteProperty(words, key);
  }
  const turns = (words["turns"] as string[]).map((turn) => turn.replace(/^(\w+): -/, "$1: "));
  return { ...words, turns, ...(typeof group === "string" && group.length <= 80 ? { group } : {}) };
}

/** Texts that look like what the format itself writes. */
const line = fc.oneof(
  fc.string({ unit: "binary", maxLength: 8 }).map((text) => text.replace(/\n/g, " ")),
  fc.constantFrom(
    "@sample id=x",
    "@user",
    "@@completion ",
    "@calls\r",
    "@dataclass",
    "<think>",
    "",
    " ",
    "\r",
    "␍",
    "\u2028@user",
  ),
);
const text = fc
  .tuple(fc.array(line, { maxLength: 5 }), fc.constantFrom("\n", "\r\n", "\n\n"))
  .map(([lines, lineEnd]) => lines.join(lineEnd));

describe("writeTraceFile", () => {
  it("writes a sample so that reading gives it again, whatever its texts hold", () => {
    const record = fc.record({
      instruction: text,
      input: text.filter((given) => given !== ""),
      output: text,
      id: fc.oneof(fc.string({ unit: "binary" }), fc.constantFrom("a b", '"', "x\ny", "")),
      step: fc.option(fc.integer(), { nil: undefined }),
      score: fc.option(fc.double({ noNaN: true, noDefaultInfinity: true }), { nil: undefined }),
    });
    fc.assert(
      fc.property(record, (given) => {
        const read = readRecord(JSON.stringify(given), { index: 0 });
        const written = writeTraceFile(read.samples);
        expect(written.text).not.toMatch(/\r/);
        expect(readTraceFile(written.text).map(comparable)).toEqual(read.samples.map(comparable));
      }),
      { seed, numRuns: 500 },
    );
  });

  it("maps every character of a part to where it was written", () => {
    fc.assert(
      fc.property(text, text, fc.nat(), (instruction, output, at) => {
        const { samples } = readRecord(JSON.stringify({ instruction, output }), { index: 0 });
        const written = writeTraceFile(samples);
        for (const part of samples.flatMap(partsOf)) {
          if (part.text === "") continue;
          const offset = at % part.text.length;
          const start = part.source.toSource(offset);
          const place = toWritten(written, { start, end: part.source.toSource(offset + 1) });
          const character = part.text[offset];
          if (character === "\r") continue;
          expect(place && written.text.slice(place.start, place.end).replace(/^@(?=@)/, "")).toBe(character);
        }
      }),
      { seed, numRuns: 500 },
    );
  });

  const folder = join(import.meta.dirname, "../../fixtures/records");
  it.each(readdirSync(folder).filter((name) => name !== "tokens.jsonl"))("reads %s again, record by record", (name) => {
    const byRecord = new Map<number, Read[]>();
    for (const read of readAll(fixture(name)).samples) {
      byRecord.set(read.sample.record, [...(byRecord.get(read.sample.record) ?? []), read]);
    }
    expect(byRecord.size).toBeGreaterThan(0);
    for (const samples of byRecord.values()) {
      // What a turn says before its last text is shown as context, and is no trace of its own there.
      const given = samples
        .map(({ sample }) => sample)
        .filter((sample) => sample.unanswered !== true && sample.fragment !== true);
      const read = readTraceFile(writeTraceFile(samples.map(({ sample }) => sample)).text);
      expect(read.map(comparable)).toEqual(given.map(comparable));
    }
  });

  it("names the profile of the file where the sample names none", () => {
    const { samples } = readRecord('{"instruction": "", "output": "<think> a </think>"}', { index: 0 });
    expect(writeTraceFile(samples, "toolrl").text).toMatch(/^@sample profile=toolrl\n@system\n/);
  });

  it("shows a carriage return as a character that the texts do not hold", () => {
    const { samples } = readRecord(JSON.stringify({ instruction: "␍", output: "a\r\nb" }), { index: 0 });
    expect(writeTraceFile(samples).text).toBe("@sample cr=\ue001\n@system\n␍\n@completion\na\ue001\nb\n");
  });
});
