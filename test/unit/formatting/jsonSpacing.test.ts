import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dumpsSpacing } from "../../../server/core/formatting/jsonSpacing";

describe("the spacing of json.dumps", () => {
  it("is a blank behind commas and colons, and nothing else", () => {
    expect(dumpsSpacing('{ "name" :"a","parameters" : {\n\t"x":[1 ,2 , { } ], "y":null} }')).toBe(
      '{"name": "a", "parameters": {"x": [1, 2, {}], "y": null}}',
    );
  });

  it("keeps what stands in strings, digits, escapes, the order of keys and their repetition", () => {
    const json = '{"b":  "a , b: \\" \\\\","a":1.50e+3,"é":"\\u00e9 \\/","b":-0.0,"n":NaN}';
    expect(dumpsSpacing(json)).toBe('{"b": "a , b: \\" \\\\", "a": 1.50e+3, "é": "\\u00e9 \\/", "b": -0.0, "n": NaN}');
  });

  it("is that of Python: what JSON.stringify writes, spaced", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(0, 1, "\t", 4), (value, indent) => {
        const written = dumpsSpacing(JSON.stringify(value, undefined, indent));
        expect(JSON.stringify(JSON.parse(written))).toBe(JSON.stringify(value));
        expect(dumpsSpacing(written)).toBe(written);
        expect(written.replace(/"(?:[^"\\]|\\.)*"/g, "s")).not.toMatch(/\n|\t| {2}|[[{] | [\]}]|[,:](?! )/);
      }),
    );
  });

  it("takes any depth and length", () => {
    const deep = `${"[ ".repeat(200_000)}${"] ".repeat(200_000)}`;
    expect(dumpsSpacing(deep)).toBe("[".repeat(200_000) + "]".repeat(200_000));
    const long = JSON.stringify('"\\'.repeat(1_000_000));
    expect(dumpsSpacing(long)).toBe(long);
  });
});
