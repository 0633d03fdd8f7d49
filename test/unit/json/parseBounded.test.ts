import fc from "fast-check";
import { describe, expect, it, vi } from "vitest";
import { deepest, parseBounded } from "../../../server/core/json/parseBounded";
import { closeTornJson } from "../../../server/core/records/json/tornJson";
import { splitJson } from "../../../server/core/records/json/splitJson";

describe("JSON that is nothing but brackets", () => {
  it.each(["[", '{"a":', '[1, "]", {"b": ['])("is refused before anything is kept for each: %s", (unit) => {
    expect(() => parseBounded(unit.repeat(deepest + 100_000))).toThrow("nested too deeply");
  });

  it("is no element, and no beginning of a record", () => {
    const text = `[${"[".repeat(deepest + 1)}`;
    expect(splitJson(text, "array").problems).toMatchObject([{ code: "unclosed-array" }]);
    expect(closeTornJson(text)).toBe("");
  });
});

it("reads what is deep, and brackets that are in strings or closed again", () => {
  expect(parseBounded(`${"[".repeat(200_000)}${"]".repeat(200_000)}`)).toBeInstanceOf(Array);
  const text = JSON.stringify(["[".repeat(2 * deepest), '"', ...Array<number[]>(deepest).fill([])]);
  expect(parseBounded(text)).toHaveLength(deepest + 2);
});

describe("what does not begin like JSON", () => {
  const pieces = fc.constantFrom(
    "{",
    "}",
    "[",
    "]",
    '"',
    '"a":',
    ":",
    ",",
    "-",
    "1",
    "true",
    "null",
    "f",
    "x",
    " ",
    "\t",
    "\n",
    "\u00a0",
    "'",
  );

  it("is refused, and nothing else that JSON.parse takes", () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 6 }), (list) => {
        const text = list.join("");
        expect(outcome(() => parseBounded(text))).toEqual(outcome(() => JSON.parse(text)));
      }),
      { numRuns: 3_000, seed: 20 },
    );
  });

  it.each(["x", " junk", "{'a': 1}", "", "NaN", "<html>"])("costs no error of JSON.parse's: %j", (text) => {
    const parse = vi.spyOn(JSON, "parse");
    try {
      expect(() => parseBounded(text)).toThrow(SyntaxError);
      expect(parse).not.toHaveBeenCalled();
    } finally {
      parse.mockRestore();
    }
  });
});

/** A value, or that there is none. */
function outcome(read: () => unknown): unknown {
  try {
    return { value: read() };
  } catch (error) {
    return error instanceof SyntaxError ? "no JSON" : error;
  }
}
