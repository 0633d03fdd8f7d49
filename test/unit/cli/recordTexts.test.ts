import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { countRecords, recordTexts, type RecordText } from "../../../server/cli/input/recordTexts";
import type { RecordContainer } from "../../../server/core/model/record";

/** Pieces of files, line ends and white space of every kind among them. */
const piece = fc.constantFrom(
  "{}",
  '{"a":1}',
  " ",
  "\t",
  "\n",
  "\r\n",
  "\r",
  "\u00a0",
  "\ufeff",
  "\u2028",
  "é",
  "🙂",
  "x",
);
const text = fc.array(piece, { maxLength: 40 }).map((pieces) => pieces.join(""));

function read(content: string | Uint8Array, container: RecordContainer): RecordText[] {
  return Array.from(recordTexts(content, container), ({ text, line, unfinished }) => ({ text, line, unfinished }));
}

describe("recordTexts", () => {
  it("gives of bytes what it gives of their text", () => {
    fc.assert(
      fc.property(text, fc.constantFrom<RecordContainer>("jsonl", "array", "object"), (rest, container) => {
        const whole = `{${rest}`;
        const bytes = Buffer.from(whole);
        expect(read(bytes, container)).toEqual(read(whole, container));
        expect(countRecords(bytes, container)).toBe(read(whole, container).length);
      }),
    );
  });

  it("gives lines of any length whole, of plain ASCII too, many of which are decoded at a time", () => {
    const lengths = [10, 65_534, 65_535, 65_536, 65_537, 3, 40_000, 40_000, 200_000, 30_000, 1];
    for (const word of ["a", "é"]) {
      const lines = lengths.map((length, i) => `{"${String(i)}${word.repeat(length - 1)}`);
      const texts = read(Buffer.from(lines.join("\n")), "jsonl").map(({ text }) => text);
      expect(texts.map((text) => text.length)).toEqual(lines.map((line) => line.length));
      expect(texts).toEqual(lines);
    }
  });

  it("numbers the lines, blank ones too", () => {
    expect(read(Buffer.from('{"a":1}\r\n\n \u00a0\n{"b":"é"}\n{'), "jsonl")).toEqual([
      { text: '{"a":1}', line: 0, unfinished: false },
      { text: '{"b":"é"}', line: 3, unfinished: false },
      { text: "{", line: 4, unfinished: true },
    ]);
  });

  it("reads bytes that are no UTF-8 as U+FFFD, line by line", () => {
    const bytes = Buffer.concat([Buffer.from("{\n"), Buffer.from([0xe2, 0x82, 0x0a, 0x7d, 0xff])]);
    expect(read(bytes, "jsonl")).toEqual([
      { text: "{", line: 0, unfinished: false },
      { text: "\ufffd", line: 1, unfinished: false },
      { text: "}\ufffd", line: 2, unfinished: true },
    ]);
  });

  it("passes over a pointer to a file elsewhere", () => {
    expect(read(Buffer.from("version https://git-lfs.github.com/spec/v1\n{}\n"), "jsonl")).toEqual([]);
  });
});
