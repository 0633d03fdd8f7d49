import { describe, expect, it } from "vitest";
import { PatternLimit } from "../../../../server/core/python/regex/matcher";
import { pythonPattern, splitBy, substitute, type Pattern } from "../../../../server/core/python/regex/pattern";
import { readTemplate } from "../../../../server/core/python/regex/template";

function pattern(source: string, flags = ""): Pattern {
  const read = pythonPattern(source, flags);
  if (!read.ok) throw new Error(read.problem.message);
  return read.pattern;
}

describe("a pattern that cannot be used", () => {
  it.each([
    ["(a)\\1", "a backreference is not supported", 3],
    ["(?P<n>a)(?P=n)", "a backreference is not supported", 8],
    ["(a)?(?(1)b)", "a conditional is not supported", 4],
    ["a++", "a possessive repetition is not supported", 1],
    ["(?>a)", "an atomic group is not supported", 0],
    ["\\N{DIGIT ONE}", "\\N{…} is not supported", 0],
    ["(?<=a+)b", "a look-behind of varying width is not supported", 0],
    ["a**", "a repetition is repeated", 2],
    ["*a", "there is nothing to repeat", 0],
    ["(a", "a ( has no )", 0],
    ["a)", "a ) closes nothing", 1],
    ["[a", "a [ has no ]", 0],
    ["a{3,2}", "the least count is above the most", 1],
    ["a(?i)b", "flags for the whole pattern must be at its start", 1],
    ["(?a)b", 'the flag "a" is not supported', 0],
    ["(?:(?:a{90}){90}){90}", "the pattern is too large: its counted repetitions are written out", 0],
  ])("%s is refused by name: %s", (source, message, at) => {
    const read = pythonPattern(source);
    expect(read).toEqual({ ok: false, problem: { message, at } });
  });
});

describe("a pattern's failure", () => {
  it("names the last part that was not found, and where it was wanted", () => {
    const format = pattern("^<think>\\n.*?\\n</think>\\n<answer>\\n.*?\\n</answer>$", "sm");
    const text = "<think>\nx\n</think>\n\n<answer>\n7\n</answer>";
    expect(format.failure(text, "start")).toMatchObject({ at: text.indexOf("\n<answer>"), wanted: '"<answer>\\n"' });
  });

  it("tells of a text that ends too early", () => {
    expect(pattern("<a>.*</a>").failure("<a>b</", "anywhere")).toMatchObject({ at: 6, literal: "a>" });
  });

  it("tells that the text should have ended", () => {
    expect(pattern("a$").failure("ab", "start")).toMatchObject({ at: 1, wanted: "the end of the text" });
    expect(pattern("a").failure("ab", "whole")).toMatchObject({ at: 1, wanted: "the end of the text" });
  });

  it("is none where there is a match", () => {
    expect(pattern("b").failure("ab", "anywhere")).toBeUndefined();
  });
});

describe("matches", () => {
  it("try a text that is not empty where an empty one was found", () => {
    const found = [...pattern("a??|b").matches("ab")].map(({ start, end }) => [start, end]);
    expect(found).toEqual([
      [0, 0],
      [0, 1],
      [1, 1],
      [1, 2],
      [2, 2],
    ]);
  });

  it("never stand inside a surrogate pair", () => {
    expect([...pattern("(?!x)").matches("😀")].map(({ start }) => start)).toEqual([0, 2]);
  });
});

describe("substitution", () => {
  it("puts groups in, an unset one as nothing", () => {
    const swap = pattern("(a)|(b)");
    const template = readTemplate("<\\1\\g<2>\\n>", swap);
    expect(substitute(swap, template!, "abc")).toBe("<a\n><b\n>c");
  });

  it.each(["\\3", "\\g<x>", "\\q", "\\"])("refuses the template %s as Python does", (template) => {
    expect(readTemplate(template, pattern("(a)(b)"))).toBeUndefined();
  });
});

it("splits with the groups between the parts", () => {
  expect(splitBy(pattern("(-)|,"), "a-b,c")).toEqual(["a", "-", "b", undefined, "c"]);
});

it("gives no text for an unset group", () => {
  const found = pattern("(a)|(b)").match("b", "start");
  expect([found?.textOf(0), found?.textOf(1), found?.textOf(2)]).toEqual(["b", undefined, "b"]);
});

it("gives up on a text that is too long for it, and says so", () => {
  const many = pattern("(?:a?b?c?d?e?f?g?h?){30}z");
  expect(() => many.match("a".repeat(3_000_000) + "z", "anywhere", "linear")).toThrow(PatternLimit);
});
