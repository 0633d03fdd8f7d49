import { describe, expect, it } from "vitest";
import { cosine } from "../../../server/core/python/cosine";
import { readLiteral } from "../../../server/core/python/literal";
import { floatText, toFloat, toInteger, truncated } from "../../../server/core/python/numbers";
import { countOf, isDigit, stripped, words } from "../../../server/core/python/strings";

describe("float()", () => {
  it.each([
    [" 1_000.5\n", 1000.5],
    ["٣٫", undefined],
    ["٣.٤", 3.4],
    [".5", 0.5],
    ["5.", 5],
    ["1e5", 1e5],
    ["-Infinity", -Infinity],
    ["+nan", NaN],
    ["1__0", undefined],
    ["_1", undefined],
    ["1_", undefined],
    ["1_.5", undefined],
    ["0x10", undefined],
    ["", undefined],
    [".", undefined],
    ["1 2", undefined],
    ["\ufeff1", undefined],
    ["\u00851\u001c", 1],
  ])("of %j is %d", (text, value) => {
    expect(toFloat(text)).toBe(value);
  });
});

describe("int()", () => {
  it.each([
    ["007", 7n],
    [" -1_0 ", -10n],
    ["٣", 3n],
    ["1.0", undefined],
    ["", undefined],
    ["9".repeat(4301), undefined],
  ])("of %.20j is %s", (text, value) => {
    expect(toInteger(text)).toBe(value);
  });

  it("of float() leaves out the fraction, and raises on what is no finite number", () => {
    expect(["-2.9", "1e22", "nan", "x"].map(truncated)).toEqual([
      "-2",
      "10000000000000000000000",
      undefined,
      undefined,
    ]);
  });
});

it("writes floats as Python does", () => {
  const written = [1, 0.1, 1e16, 1e15, 1.5e-5, 0.0001, -0, NaN, Infinity, 1e100].map(floatText);
  expect(written).toEqual([
    "1.0",
    "0.1",
    "1e+16",
    "1000000000000000.0",
    "1.5e-05",
    "0.0001",
    "-0.0",
    "nan",
    "inf",
    "1e+100",
  ]);
});

describe("texts", () => {
  it("take digits of any script for digits, and numbers that are none not", () => {
    expect(["٣", "²", "①", "42", "", "½", "1.0", "-1", "一"].map(isDigit)).toEqual([
      ...[true, true, true, true, false, false, false, false, false],
    ]);
  });

  it("are stripped and split at Python's white space", () => {
    expect(stripped("\u0085 a\ufeff\u3000")).toBe("a\ufeff");
    expect(words(" a\u001cb\n\nc ")).toEqual(["a", "b", "c"]);
  });

  it("count what does not overlap, and the empty text at each place", () => {
    expect([countOf("aaa", "aa"), countOf("😀", ""), countOf("", "")]).toEqual([1, 2, 1]);
  });
});

/** What Python's math.cos gives for n thousandths of π; Math.cos is off in the last place for each. */
it.each([
  [82, 0.967001487762435],
  [94, 0.9567120515588304],
  [115, 0.9354440308298674],
  [126, 0.9226727398701148],
  [184, 0.8375280400421418],
  [230, 0.7501110696304596],
])("the cosine of %d thousandths of π is %d", (thousandths, value) => {
  expect(cosine((thousandths / 1000) * Math.PI)).toBe(value);
});

describe("literals", () => {
  it("read as ast.literal_eval does", () => {
    expect(readLiteral("[{'a': 1}, (2,), (3), None, True, \"x\\n\"]\n")).toEqual({
      ok: true,
      value: [new Map([["a", { number: 1 }]]), [{ number: 2 }], { number: 3 }, null, true, "x\n"],
    });
  });

  it("tell what Python refuses from what is not read here", () => {
    expect(readLiteral("[1")).toEqual({ ok: false, python: "raises" });
    expect(readLiteral("a")).toEqual({ ok: false, python: "raises" });
    expect(readLiteral("007")).toEqual({ ok: false, python: "raises" });
    expect(readLiteral("{1, 2}")).toEqual({ ok: false, python: "unknown" });
    expect(readLiteral("'a' 'b'")).toEqual({ ok: false, python: "unknown" });
    expect(readLiteral("b'a'")).toEqual({ ok: false, python: "unknown" });
  });
});
