import { describe, expect, it } from "vitest";
import { closingsOf } from "../../../server/core/json/closings";

function texts(text: string, missing: number): readonly string[] | undefined {
  return closingsOf(text, missing)?.map((way) => way.text);
}

describe("closingsOf", () => {
  it("finds each way to put a bracket that is missing, and none twice", () => {
    expect(texts('{"a": {"b": 1, "c": 2}', 1)).toEqual(['{"a": {"b": 1}, "c": 2}', '{"a": {"b": 1, "c": 2}}']);
    expect(texts('{"a": [1, 2, "b": 3}', 1)).toEqual(['{"a": [1, 2], "b": 3}']);
    expect(texts('{"a": [[1], [2], "b": 3}', 1)).toEqual(['{"a": [[1], [2]], "b": 3}']);
    expect(texts('[{"a": 1, {"a": 2}]', 1)).toEqual(['[{"a": 1}, {"a": 2}]']);
  });

  it("knows one way where there is one", () => {
    expect(texts('{"a": {"b": 1}', 1)).toEqual(['{"a": {"b": 1}}']);
    expect(texts('{"a": {"b": {"c": [1, 2', 4)).toEqual(['{"a": {"b": {"c": [1, 2]}}}']);
    expect(texts('{"a": "}, {", "b": 2', 1)).toEqual(['{"a": "}, {", "b": 2}']);
  });

  it("closes several before one comma", () => {
    expect(texts('{"a": {"b": {"c": 1, "d": 2}', 2)).toEqual([
      '{"a": {"b": {"c": 1}, "d": 2}}',
      '{"a": {"b": {"c": 1}}, "d": 2}',
      '{"a": {"b": {"c": 1, "d": 2}}}',
    ]);
  });

  it("puts no bracket where another kind of container goes on", () => {
    expect(texts('{"a": [{"b": 1, 2], "c": 3}', 1)).toEqual(['{"a": [{"b": 1}, 2], "c": 3}']);
  });

  it("leaves out what the outermost object may not hold", () => {
    const ways = closingsOf('{"name": "f", "arguments": {"a": 1, "b": 2}', 1, (name) => name !== "b");
    expect(ways?.map(({ text }) => text)).toEqual(['{"name": "f", "arguments": {"a": 1, "b": 2}}']);
  });

  it("says what ends where", () => {
    const [first, last] = closingsOf('{"a": {"b": 1, "c": 2}', 1) ?? [];
    expect(first?.added).toEqual([{ at: 13, closer: "}", name: "a", next: "c", isAtEnd: false }]);
    expect(last?.added).toMatchObject([{ name: undefined, isAtEnd: true }]);
  });

  it("gives up where there are too many", () => {
    const members = Array.from({ length: 100 }, (_, i) => `"k${i}": ${i}`).join(", ");
    expect(texts(`{"a": {${members}}`, 1)).toBeUndefined();
    expect(texts("[".repeat(200), 200)).toBeUndefined();
  });
});
