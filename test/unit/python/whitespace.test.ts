import { describe, expect, it } from "vitest";
import { countWords, isWhitespace, strip } from "../../../server/core/python/whitespace";
import { textOf } from "../../../server/core/text/span";

const all = (text: string): { start: number; end: number } => ({ start: 0, end: text.length });

describe("Python's white space", () => {
  it("is the class of str.isspace, over the whole plane", () => {
    const expected = [
      [0x09, 0x0d],
      [0x1c, 0x20],
      [0x85, 0x85],
      [0xa0, 0xa0],
      [0x1680, 0x1680],
      [0x2000, 0x200a],
      [0x2028, 0x2029],
      [0x202f, 0x202f],
      [0x205f, 0x205f],
      [0x3000, 0x3000],
    ];
    const found: number[][] = [];
    for (let code = 0; code <= 0xffff; code++) {
      if (!isWhitespace(code)) continue;
      const last = found.at(-1);
      if (last?.[1] === code - 1) last[1] = code;
      else found.push([code, code]);
    }
    expect(found).toEqual(expected);
  });

  it("is stripped at both ends of the range, and only there", () => {
    const text = "x\u0085\u001c \uFEFFa b\u3000\n\u2028y";
    expect(textOf(text, strip(text, { start: 1, end: text.length - 1 }))).toBe("\uFEFFa b");
    expect(strip(" \n ", { start: 1, end: 3 })).toEqual({ start: 1, end: 1 });
    expect(strip("", { start: 0, end: 0 })).toEqual({ start: 0, end: 0 });
  });

  it("separates words", () => {
    const text = "  one\u00a0two\u001fthree\ufeffthree\r\n\tfour ";
    expect(countWords(text, all(text))).toBe(4);
    expect(countWords(text, { start: 0, end: 6 })).toBe(1);
    expect(countWords(" \n", all(" \n"))).toBe(0);
  });
});
