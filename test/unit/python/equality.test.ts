import { describe, expect, it } from "vitest";
import type { JsonNode } from "../../../server/core/json/jsonNode";
import { readJson } from "../../../server/core/json/readJson";
import { entries, equals, hashable, pythonType, sameMember, sameWithTypes } from "../../../server/core/python/equality";
import { lengthOf } from "../../../server/core/python/length";

function node(text: string): JsonNode {
  const result = readJson(text);
  if (!result.ok) throw new Error(result.failure.message);
  return result.node;
}

describe("equality as in Python", () => {
  it.each([
    ["1", "1.0"],
    ["1", "true"],
    ["1.0", "true"],
    ["0", "false"],
    ["0", "-0.0"],
    ["1e400", "Infinity"],
    ["9007199254740993", "9007199254740993"],
    ["9007199254740992", "9007199254740992.0"],
    ["99999999999999991611392", "1e23"],
    ["1152921504606846976", "1.1529215046068470e18"],
    ['"a"', '"\\u0061"'],
    ["[1, true, 1.0]", "[true, 1.0, 1]"],
    ['{"a": 1, "b": 2}', '{"b": 2.0, "a": true}'],
    ['{"a": 1, "a": 2}', '{"a": 2}'],
    ['{"a": 1, "b": 3, "a": 2}', '{"b": 3, "a": 2}'],
    ['{"a": 1, "a": 2}', '{"a": 3, "a": 2}'],
    ['{"__proto__": 1}', '{"__proto__": 1}'],
    ["[NaN]", "[NaN]"],
    ['{"a": [NaN]}', '{"a": [NaN]}'],
    ["{}", "{}"],
  ])("%s equals %s", (a, b) => {
    expect(equals(node(a), node(b))).toBe(true);
    expect(equals(node(b), node(a))).toBe(true);
  });

  it.each([
    ["NaN", "NaN"],
    ["1", '"1"'],
    ["0", "null"],
    ["false", "null"],
    ["false", '""'],
    ["[]", "{}"],
    ["[]", "false"],
    ["[1]", "[1, 1]"],
    ["Infinity", "-Infinity"],
    ["9007199254740993", "9007199254740992.0"],
    ["9007199254740993", "9007199254740993.0"],
    ["1152921504606847000", "1152921504606846976"],
    ["100000000000000000000000", "1e23"],
    ['"é"', '"e\u0301"'],
    ['"\\ud800"', '"\\ud801"'],
    ['{"a": 1}', '{"b": 1}'],
    ['{"a": 1}', '{"a": 1, "b": 1}'],
    ['{"toString": 1}', "{}"],
    ['{"a": 1, "a": 2}', '{"a": 1}'],
    ['{"a": 1, "b": 1}', '{"a": 1, "a": 1}'],
  ])("%s differs from %s", (a, b) => {
    expect(equals(node(a), node(b))).toBe(false);
    expect(equals(node(b), node(a))).toBe(false);
  });

  it("takes NaN for the same as a member only", () => {
    expect(sameMember(node("NaN"), node("NaN"))).toBe(true);
    expect(sameMember(node("NaN"), node("1"))).toBe(false);
  });

  it("stays quick where keys repeat at every level of a deep value", () => {
    const nest = (inner: string): string => '{"a": 1, "a": '.repeat(900) + inner + "}".repeat(900);
    expect(equals(node(nest("1")), node(nest("true")))).toBe(true);
    expect(equals(node(nest("1")), node(nest("2")))).toBe(false);
  });

  it("compares large objects in any order", () => {
    const keys = Array.from({ length: 50_000 }, (_, i) => `"k${i}": ${i}`);
    expect(equals(node(`{${keys.join(",")}}`), node(`{${keys.toReversed().join(",")}}`))).toBe(true);
  });

  it("keeps types apart where it is asked to", () => {
    expect(sameWithTypes(node("[1]"), node("[1.0]"))).toBe(false);
    expect(sameWithTypes(node('{"a": true, "b": 1}'), node('{"b": 1, "a": 1}'))).toBe(false);
    expect(sameWithTypes(node('{"a": true, "b": 1e0}'), node('{"b": 1.0, "a": true}'))).toBe(true);
  });
});

describe("values as Python sees them", () => {
  it("hashes scalars and refuses lists and objects", () => {
    expect(["1", "1.0", "true", '"1"', "null", "[]", "{}"].map((text) => hashable(node(text)))).toEqual([
      1,
      1,
      1,
      "1",
      null,
      undefined,
      undefined,
    ]);
  });

  it("names types as Python does", () => {
    expect(["1", "1.0", "NaN", "true", '"1"', "null", "[]", "{}"].map((text) => pythonType(node(text)))).toEqual(
      "int float float bool str NoneType list dict".split(" "),
    );
  });

  it("measures lists, objects without repeated keys, and text by code points", () => {
    expect(
      ["[1, 2]", '{"a": 1, "a": 2, "b": 3}', '"a😀\\ud83d\\ude00\\ud800"', "1", "null"].map((text) =>
        lengthOf(node(text)),
      ),
    ).toEqual([2, 2, 4, undefined, undefined]);
  });

  it("keeps a repeated key at its first place with its last value", () => {
    const object = node('{"b": 1, "10": 2, "b": 3}');
    if (object.type !== "object") throw new Error("no object");
    expect([...entries(object)].map(([key, { value }]) => [key, "value" in value && value.value])).toEqual([
      ["b", 3],
      ["10", 2],
    ]);
  });
});
