import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { JsonNode } from "../../../server/core/json/jsonNode";
import { maxDepth, readJson } from "../../../server/core/json/readJson";
import { maxIntegerDigits } from "../../../server/core/json/readWordOrNumber";
import { textOf } from "../../../server/core/text/span";

function read(text: string): JsonNode {
  const result = readJson(text);
  if (!result.ok) throw new Error(`${result.failure.code}: ${text}`);
  return result.node;
}

/** The value that JSON.parse would give, which rounds big integers; recursion is fine for the small values of these tests. */
function plain(node: JsonNode): unknown {
  if (node.type === "array") return node.items.map(plain);
  if (node.type !== "object") return typeof node.value === "bigint" ? Number(node.value) : node.value;
  const object: Record<string, unknown> = {};
  for (const { key, value } of node.members) {
    Object.defineProperty(object, key.value, {
      value: plain(value),
      enumerable: true,
      configurable: true,
      writable: true,
    });
  }
  return object;
}

function failure(text: string): { code: string; at: string } {
  const result = readJson(text);
  if (result.ok) throw new Error(`read without complaint: ${text}`);
  return { code: result.failure.code, at: textOf(text, result.failure.span) };
}

describe("readJson on valid JSON", () => {
  it("agrees with JSON.parse", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1, "\t"), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const expected: unknown = JSON.parse(text);
        expect(plain(read(text))).toEqual(expected);
      }),
      { seed: 20240601, numRuns: 500 },
    );
  });

  it("gives every node the characters it was written with", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom(undefined, 1), (value, indent) => {
        const text = JSON.stringify(value, null, indent);
        const check = (node: JsonNode): void => {
          expect(plain(read(textOf(text, node.span)))).toEqual(plain(node));
          if (node.type === "array") node.items.forEach(check);
          if (node.type === "object") {
            for (const { key, value: memberValue } of node.members) {
              check(key);
              check(memberValue);
            }
          }
        };
        check(read(text));
      }),
      { seed: 20240602, numRuns: 200 },
    );
  });

  it("reads a range of a text, with offsets of the whole text", () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.string(), fc.string(), (value, before, after) => {
        const json = JSON.stringify(value);
        const result = readJson(before + json + after, { start: before.length, end: before.length + json.length });
        expect(result.ok && result.node.span).toEqual({ start: before.length, end: before.length + json.length });
      }),
      { seed: 20240603, numRuns: 300 },
    );
  });

  it("keeps a repeated key as often as it was written", () => {
    const node = read('{"a": 1, "b": 2, "a": 3}');
    expect(node.type === "object" && node.members.map((one) => one.key.value)).toEqual(["a", "b", "a"]);
  });

  it("treats __proto__ as a key like others", () => {
    const node = read('{"__proto__": 1}');
    expect(node.type === "object" && node.members[0]?.key.value).toBe("__proto__");
  });
});

describe("readJson on any text", () => {
  it("never throws, and accepts only what JSON.parse accepts, Python's three words aside", () => {
    const piece = fc.constantFrom(
      ..."{}[],:\"'\\ \n\t\r-+.0123eEu/#",
      ...'true,false,null,NaN,Infinity,None,"a","b": 1,\\u00e9,\\ud800,\uFEFF,\u00A0,\u0001,😀,//'.split(","),
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const text = pieces.join("");
        const result = readJson(text);
        if (!result.ok) {
          const { span, message } = result.failure;
          expect(span.start).toBeGreaterThanOrEqual(0);
          expect(span.end).toBeGreaterThanOrEqual(span.start);
          expect(span.end).toBeLessThanOrEqual(text.length);
          expect(message).not.toBe("");
        }
        if (/NaN|Infinity/.test(text)) return;
        let standard = true;
        try {
          JSON.parse(text);
        } catch {
          standard = false;
        }
        expect(result.ok, text).toBe(standard);
      }),
      { seed: 20240604, numRuns: 5000 },
    );
  });
});

describe("readJson reads as Python does", () => {
  it.each([
    ["NaN", NaN],
    ["Infinity", Infinity],
    ["-Infinity", -Infinity],
    ["1e400", Infinity],
    ["-1e400", -Infinity],
    ["1e-400", 0],
    ["-0.0", -0],
    ["-0", 0],
    ["9007199254740992", 9007199254740992],
    ["9007199254740993", 9007199254740993n],
    ["-9007199254740993", -9007199254740993n],
    ["10000000000000000000000", 1e22],
    ["9007199254740993.0", 9007199254740992],
  ])("the number %s", (text, value) => {
    const node = read(text);
    expect(node.type === "number" && Object.is(node.value, value)).toBe(true);
  });

  it("tells integers from floats", () => {
    const integer = (text: string): boolean => {
      const node = read(text);
      return node.type === "number" && node.integer;
    };
    expect(["1", "-1", "1.0", "1e0", "NaN"].map(integer)).toEqual([true, true, false, false, false]);
  });

  it("accepts lone surrogates, escaped or not, and DEL", () => {
    expect(read('"\\ud800\ud800\\udc00\u007f"')).toMatchObject({ value: "\ud800\ud800\udc00\u007f" });
  });

  it("accepts only space, tab, CR and LF around values", () => {
    expect(read(" \t\r\n[ \t\r\n1 \t\r\n] \t\r\n").type).toBe("array");
    for (const other of ["\uFEFF", "\u00A0", "\u000B", "\u000C", "\u0085", "\u2028", "\u3000"]) {
      expect(failure(`${other}1`)).toEqual({ code: "unexpected", at: other });
      expect(failure(`1${other}`)).toEqual({ code: "extra-data", at: other });
    }
  });

  it(`reads integers of ${maxIntegerDigits} digits and no more; floats may be longer`, () => {
    expect(readJson("-" + "9".repeat(maxIntegerDigits)).ok).toBe(true);
    expect(failure("9".repeat(maxIntegerDigits + 1)).code).toBe("too-many-digits");
    expect(readJson("9".repeat(maxIntegerDigits + 1) + ".0").ok).toBe(true);
  });

  it(`reads nesting of ${maxDepth} and no more, however deep the text goes`, () => {
    const nested = (depth: number): string => "[".repeat(depth) + "]".repeat(depth);
    expect(readJson(nested(maxDepth)).ok).toBe(true);
    expect(failure(nested(maxDepth + 1))).toEqual({ code: "too-deep", at: "[" });
    expect(failure("[".repeat(1_000_000)).code).toBe("too-deep");
    expect(failure('{"a":'.repeat(1_000_000)).code).toBe("too-deep");
  });
});

describe("readJson names the mistake and its place", () => {
  it.each([
    ["", "empty", ""],
    [" \n ", "empty", " \n "],
    ["{'a': 1}", "single-quotes", "'a'"],
    ["{\"a\": 'b'}", "single-quotes", "'b'"],
    ["['it]", "single-quotes", "'it]"],
    ["[1, ]", "trailing-comma", ","],
    ['{"a": 1 , }', "trailing-comma", ","],
    ['{"a": 1 "b": 2}', "missing-comma", '"'],
    ["[1 2]", "missing-comma", "2"],
    ["[{} {}]", "missing-comma", "{"],
    ['{"a" 1}', "missing-colon", "1"],
    ['{"a": }', "unexpected", "}"],
    ["{a: 1}", "unquoted-key", "a"],
    ['{"a": 1, b2: 1}', "unquoted-key", "b2"],
    ["{1: 2}", "unquoted-key", "1"],
    ["[None]", "python-literal", "None"],
    ['{"a": True}', "python-literal", "True"],
    ["False", "python-literal", "False"],
    ["Nonesense", "unexpected", "Nonesense"],
    ['{"a": [1', "unclosed", "["],
    ['{"a": 1', "unclosed", "{"],
    ['{"a":', "unclosed", "{"],
    ['{"a', "unclosed", '"'],
    ['"a\\', "unclosed", '"'],
    ['"a\\"', "unclosed", '"'],
    ["{} {}  ", "extra-data", "{}"],
    ["{}}", "extra-data", "}"],
    ["[1}", "unexpected", "}"],
    ['"a\nb"', "control-character", "\n"],
    ['"a\tb"', "control-character", "\t"],
    ['"\u0000"', "control-character", "\u0000"],
    ['"\\x41"', "bad-escape", "\\x"],
    ['"\\😀"', "bad-escape", "\\😀"],
    ['"\\u12g4"', "bad-escape", "\\u12g4"],
    ["01", "bad-number", "01"],
    ["-01", "bad-number", "-01"],
    ["1.", "bad-number", "1."],
    [".5", "bad-number", ".5"],
    ["+1", "bad-number", "+1"],
    ["1e", "bad-number", "1e"],
    ["0x10", "bad-number", "0x10"],
    ["-", "bad-number", "-"],
    ["1_000", "bad-number", "1_000"],
    ["[1, // one", "comment", "//"],
    ["{} # done", "comment", "#"],
    ["{/* */}", "comment", "/*"],
    ["[,]", "unexpected", ","],
    ["nan", "unexpected", "nan"],
    ["١", "unexpected", "١"],
    ["{“a”: 1}", "unexpected", "“"],
    ["😀", "unexpected", "😀"],
  ])("%j is %s", (text, code, at) => {
    expect(failure(text)).toEqual({ code, at });
  });

  it("looks no further than its range", () => {
    const result = readJson("[123]", { start: 0, end: 3 });
    expect(result).toMatchObject({ ok: false, failure: { code: "unclosed", span: { start: 0, end: 1 } } });
    expect(readJson("[123]", { start: 1, end: 3 })).toMatchObject({ ok: true, node: { value: 12 } });
  });

  it.each([
    ['"', "extra-data"],
    ["'", "single-quotes"],
    ["1", "too-many-digits"],
    ["-", "bad-number"],
    ["a", "unexpected"],
    ["\\", "unexpected"],
    ['"\\', "unclosed"],
    ["{", "unexpected"],
    ["[", "too-deep"],
    [",", "unexpected"],
    [" ", "empty"],
    ["NaN", "unexpected"],
    ["//", "comment"],
    ["[],", "extra-data"],
    ["☃", "unexpected"],
  ])("answers at once where %j is repeated a million times", (unit, code) => {
    expect(failure(unit.repeat(1_000_000)).code).toBe(code);
  });
});
