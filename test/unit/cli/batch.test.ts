import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { Batch } from "../../../server/cli/input/batch";
import { lineFeeds } from "../../../server/cli/input/lines";
import { jsonFormats } from "../../../server/core/records/formats";
import { jsonRecordFormat } from "../../../server/core/records/reading/readRecord";
import { splitRecords } from "../../../server/core/records/reading/split";

const [anyFormat] = jsonFormats;
if (anyFormat === undefined) throw new Error("there are no formats");
const jsonl = jsonRecordFormat(anyFormat, "jsonl");

/** Lines of every kind: filled, blank by every class of white space, with marks, in bytes that are no UTF-8. */
const piece = fc.constantFrom(
  ...['{"a":1}', "{", "x", "\n", "\n\n", "\r\n", "\r", " ", "\t", "\v", "\f", "é", "😀", "\u0085", "\u200b"],
  ...["\u00a0", "\u2028", "\u3000", "\ufeff", "\u001c", "\u007f", "version https://git-lfs.github.com/spec/v1\n"],
);
const bytes = fc.array(fc.oneof({ arbitrary: piece.map((text) => Buffer.from(text)), weight: 9 }, invalid()), {
  maxLength: 20,
});

function invalid(): fc.Arbitrary<Buffer> {
  return fc.constantFrom([0xff], [0xe2, 0x80], [0xc3], [0x80], [0xf0, 0x9f, 0x98]).map((units) => Buffer.from(units));
}

describe("Batch", () => {
  it("counts the bytes' records as the text's are cut", () => {
    fc.assert(
      fc.property(fc.boolean(), bytes, (begins, pieces) => {
        const content = Buffer.concat([Buffer.from(begins ? "{" : ""), ...pieces]);
        const batch = new Batch(jsonl, content, 0);
        const count = batch.countRecords();
        const text = new TextDecoder("utf-8", { ignoreBOM: true }).decode(content);
        expect(batch.text).toBe(text);
        expect(count).toBe(splitRecords(text, "jsonl").length);
        expect(lineFeeds(content)).toBe(text.split("\n").length - 1);
      }),
      { seed: 20261123, numRuns: 3000 },
    );
  });
});
