import { describe, expect, it } from "vitest";
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
