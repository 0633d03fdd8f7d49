import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { applyEdits, type TextEdit } from "../../../server/core/text/edits";
import { decodeUtf8, editUtf8 } from "../../../server/core/text/utf8";

const seed = 20_261_123;

/** Lines of bytes, of which some are not UTF-8. */
const good = fc.constantFrom("", "abc", "é€", "😀x", "\ufffd", "\ufeff", "\r").map((text) => [...Buffer.from(text)]);
const bad = fc.constantFrom([0xff], [0x61, 0xc3], [0xe2, 0x82], [0xf0, 0x9f, 0x98], [0x80, 0x80], [0xed, 0xa0, 0x80]);
const line = fc.record({ isGood: fc.boolean(), good: fc.array(good, { maxLength: 3 }), bad });

describe("editUtf8", () => {
  it("edits text in its bytes, and leaves every other byte as it is", () => {
    const edit = fc.record({ at: fc.nat(), length: fc.nat(2), text: fc.constantFrom("", "x", "ü\n", "😀") });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 6 }), fc.array(edit, { maxLength: 4 }), (lines, wanted) => {
        const rows = lines.map((each) => [...each.good.flat(), ...(each.isGood ? [] : each.bad)]);
        const bytes = Uint8Array.from(rows.flatMap((row, i) => (i === 0 ? row : [10, ...row])));
        const text = decodeUtf8(bytes);
        const edits: TextEdit[] = [];
        let done = 0;
        for (const { at, length, text: written } of wanted) {
          const start = wholeFrom(text, done + (at % (text.length - done + 1)));
          const end = wholeFrom(text, Math.min(text.length, start + length));
          edits.push({ span: { start, end }, text: written });
          done = end;
        }
        const touched = edits.some(({ span }) =>
          lines.some((each, i) => {
            const from = text.split("\n").slice(0, i).join("\n").length + (i === 0 ? 0 : 1);
            const to = from + (text.split("\n")[i]?.length ?? 0);
            return !each.isGood && span.start <= to && span.end >= from;
          }),
        );
        const made = editUtf8(bytes, text, edits);
        expect(made === undefined).toBe(touched);
        if (made === undefined) return;
        expect(decodeUtf8(made)).toBe(applyEdits(text, edits));
        for (const [i, row] of rows.entries()) {
          if (lines[i]?.isGood === false) expect(Buffer.from(made).includes(Buffer.from(row))).toBe(true);
        }
        if (edits.length === 0) expect([...made]).toEqual([...bytes]);
      }),
      { seed, numRuns: 2000 },
    );
  });
});

/** The place, or the next one that is not within a surrogate pair. */
function wholeFrom(text: string, at: number): number {
  return /^[\uD800-\uDBFF][\uDC00-\uDFFF]$/.test(text.slice(at - 1, at + 1)) ? at + 1 : at;
}
