import { describe, expect, it } from "vitest";
import { isAbsent } from "../../../server/core/expressions/absent";
import { buildTest, buildValue, buildVerdict } from "../../../server/core/expressions/build";
import type { Json } from "../../../server/core/expressions/builder";
import { evaluate, explainRun } from "../../../server/core/expressions/evaluate";
import type { Scored } from "../../../server/core/expressions/scored";
import { namedReaders } from "../../../server/core/rewards/presets";

function value(json: Json, record: Scored | string): unknown {
  const built = buildValue(json, namedReaders);
  if (!built.ok) throw new Error(JSON.stringify(built.problems));
  const outcome = evaluate(built.node, typeof record === "string" ? { completion: record } : record);
  return isAbsent(outcome) ? outcome.absent : outcome;
}

function verdict(json: Json, completion: string): unknown {
  const built = buildVerdict(json, namedReaders);
  if (!built.ok) throw new Error(JSON.stringify(built.problems));
  const outcome = evaluate(built.node, { completion });
  return isAbsent(outcome) ? outcome.absent : outcome.label;
}

/** What a read gives, asked by a comparison with the ground truth. */
function reads(read: Json, completion: string, text: string): unknown {
  return value({ equal: [read, "truth"] }, { completion, truth: [text] });
}

describe("steps", () => {
  it.each<[string, Json, string, string]>([
    ["last counts code points", [{ last: 2 }], "a😀b", "😀b"],
    ["split takes a part", [{ split: "-", take: 1 }], "a-b-c", "b"],
    ["split takes the last part", [{ split: "aa", take: -1 }], "xaaa", "a"],
    ["after goes behind the first", [{ after: "-" }], "a-b-c", "b-c"],
    ["after goes behind the last", [{ after: "-", take: -1 }], "a-b-c", "c"],
    ["find takes group 1", [{ find: "<(.)>" }], "<a><b>", "a"],
    ["find takes the last", [{ find: "<(.)>", take: -1 }], "<a><b>", "b"],
    ["find takes the whole match", [{ find: "<(.)>", group: 0 }], "<a>", "<a>"],
    ["find skips from the end", [{ find: "[0-9.]+", take: -1, skip: ["."] }], "1 2 .", "2"],
    ["find takes the first where all are skipped", [{ find: "[0-9.]+", take: -1, skip: ["."] }], ". .", "."],
    ["a group that is not set is empty", [{ find: "(a)|b" }], "b", ""],
    ["box", [{ box: "plain" }], "\\boxed{a{b}} \\boxed{c}", "c"],
    ["strip", ["strip"], "\u001c a\u3000", "a"],
    ["lower", ["lower"], "ÄB", "äb"],
    ["upper", ["upper"], "äb", "ÄB"],
    ["firstLine", ["firstLine"], "a\nb", "a"],
    ["upperLetter", ["upperLetter"], "(b) B", "B"],
    ["unique", [{ find: "[ab]", take: "all" }, "unique"], "a a", "a"],
    ["integer", ["integer"], "2.9", "2"],
    [
      "replace goes in order",
      [
        {
          replace: [
            ["a", "b"],
            ["b", "$&"],
          ],
        },
      ],
      "ab",
      "$&$&",
    ],
    ["sub", [{ sub: ["(\\d),(\\d)", "\\1\\2"] }], "1,2,3", "12,3"],
    ["json", [{ json: ["a", "b"] }], '{"a": {"b": 1.0}}', "1.0"],
    ["json prints as Python", [{ json: ["a"] }], '{"a": true}', "True"],
    ["maybe", [{ maybe: [{ find: "x" }] }], "y", "y"],
    ["only", [{ split: ",", take: "all" }, { only: "isdigit" }], "a,1", "1"],
    ["a named reader", ["dapo"], "x = \\frac12 units", "\\frac{1}{2}"],
    ["firstOf", [{ firstOf: [["completion", { find: "x" }], { text: "none" }] }], "y", "none"],
  ])("%s", (_, read, completion, text) => {
    expect(reads(read, completion, text)).toBe(1);
    expect(reads(read, completion, `${text}!`)).toBe(0);
  });

  it("give nothing where fewer were found than asked for", () => {
    expect(value({ exists: [{ find: "a", atLeast: 2 }] }, "a")).toBe(0);
    expect(value({ exists: [{ find: "a", atLeast: 2 }] }, "aa")).toBe(1);
  });

  it("raise where Python does", () => {
    expect(value({ equal: [["integer"], { text: "1" }] }, "x")).toBe("raised");
    expect(value({ equal: [[{ split: "-", take: 2 }], { text: "1" }] }, "a-b")).toBe("raised");
  });
});

describe("tests", () => {
  it.each<[Json, Scored | string, number | string]>([
    [{ matches: "b", at: "start" }, "ab", 0],
    [{ matches: { re: "A.B", flags: "is", at: "whole" } }, "a\nb", 1],
    [{ has: "b" }, "abc", 1],
    [{ isdigit: ["strip"] }, " 42 ", 1],
    [{ given: "correct" }, { completion: "", fields: { correct: true } }, 1],
    [{ given: "correct" }, "", "undecided"],
    [{ equal: ["completion", "truth"] }, { completion: "b", truth: ["a", "b"] }, 1],
    [{ equal: ["completion", "truth"] }, "b", "undecided"],
    [{ equal: [{ number: "completion" }, 1] }, "1.0", 1],
    [{ equal: [{ number: "completion" }, 1] }, "x", 0],
    [{ within: ["truth", "completion"], as: "squad" }, { completion: "The Cat sat", truth: ["a cat"] }, 1],
    [{ less: [1, 2, 2] }, "", 0],
    [{ atMost: [1, 2, 2] }, "", 1],
    [{ atMost: [1, { number: "completion" }, 2] }, "x", 0],
    [{ all: [{ has: "a" }, { given: "x" }] }, "b", 0],
    [{ all: [{ has: "a" }, { given: "x" }] }, "a", "undecided"],
    [{ any: [{ given: "x" }, { has: "a" }] }, "a", 1],
    [{ not: { given: "x" } }, "", "undecided"],
    [{ exists: { divide: [1, 0] } }, "", 0],
  ])("%j of %j is %s", (json, record, expected) => {
    expect(value(json, record)).toBe(expected);
  });

  const order: Json = {
    sequence: {
      of: "whole",
      after: "assistant\\s*",
      next: {
        start: ["think"],
        think: ["search", "answer"],
        search: ["information"],
        information: ["think"],
        answer: [],
      },
      end: ["answer"],
    },
  };
  it.each<[string, number]>([
    ["assistant\n<think>a <b></think>\n<answer>x</answer>\n", 1],
    ["assistant <think>a</think><search>q</search><information>i</information><think>b</think><answer>x</answer>", 1],
    ["<think>a</think><answer>x</answer>", 0],
    ["assistant <think>a</think> so <answer>x</answer>", 0],
    ["assistant <think>a</think>", 0],
    ["assistant <think>a<answer>x</answer>", 0],
    ["assistant <think>a</think><answer>x</answer> bye", 0],
    ["assistant <answer>x</answer>", 0],
  ])("the order of tags in %j gives %d", (whole, expected) => {
    expect(value(order, { completion: "", whole })).toBe(expected);
  });
});

describe("values", () => {
  it.each<[Json, Scored | string, number | string]>([
    [{ count: "aa" }, "aaa", 1],
    [{ count: { re: "^a", flags: "m" } }, "a\na", 2],
    [{ length: "chars" }, "😀", 1],
    [{ length: "tokens" }, { completion: "", tokens: 7 }, 7],
    [{ length: "tokens" }, "", "undecided"],
    [{ number: "completion" }, "x", "none"],
    [{ field: "turns" }, { completion: "", fields: { turns: 3 } }, 3],
    [
      {
        points: [
          [{ has: "a" }, 1, -1],
          [{ has: "b" }, 2],
        ],
      },
      "a",
      1,
    ],
    [{ points: [[{ given: "x" }, 1, 1]] }, "", 1],
    [{ points: [[{ given: "x" }, 1, 0]] }, "", "undecided"],
    [
      {
        cases: [
          [{ has: "a" }, 1],
          [{ has: "b" }, 2],
        ],
        else: 3,
      },
      "b",
      2,
    ],
    [{ cases: [[{ given: "x" }, 1]], else: 1 }, "", 1],
    [{ cases: [[{ given: "x" }, 1]], else: 2 }, "", "undecided"],
    [{ times: [0, { field: "x" }] }, "", 0],
    [{ sum: [0, { field: "x" }] }, "", "undecided"],
    [{ minus: [3, 1] }, "", 2],
    [{ divide: [3, 2] }, "", 1.5],
    [{ divide: [3, 0] }, "", "none"],
    [{ min: [3, 1, 2] }, "", 1],
    [{ mean: { has: "a" } }, { completion: "", turns: ["a", "b"] }, 0.5],
    [{ mean: { has: "a" } }, { completion: "", turns: [] }, 0],
    [{ repeats: 2 }, "a b A B", 1 - 2 / 3],
    [{ repeats: 3 }, "a b", 0],
    [{ repeats: 1, unit: "tokens" }, { completion: "", tokenIds: [1, 1] }, 0.5],
    [{ cosine: { unit: "chars", upTo: 4, from: 1, to: 0 } }, "ab", 0.5],
    [{ overlong: { max: 100, cache: 20 } }, { completion: "", tokens: 70 }, 0],
    [{ overlong: { max: 100, cache: 20 } }, { completion: "", tokens: 90 }, -0.5],
    [{ overlong: { max: 100, cache: 20 } }, { completion: "", tokens: 100 }, -1],
    [{ overlong: { max: 10, cache: 4 } }, { completion: "", tokens: 6 }, 0],
    [{ overlong: { max: 10, cache: 4 } }, { completion: "", tokens: 9 }, -0.75],
    [{ overlong: { max: 10, cache: 4 } }, { completion: "", tokens: 14 }, -1],
    [{ overlong: { max: 10, cache: 4, floor: false } }, { completion: "", tokens: 14 }, -2],
    [{ f1: ["completion", "truth"] }, { completion: "a red cat", truth: ["the cat", "dog"] }, 2 / 3],
    [{ f1: ["completion", "truth"], yesNo: true }, { completion: "yes it is", truth: ["yes"] }, 0],
  ])("%j of %j is %s", (json, record, expected) => {
    expect(value(json, record)).toBe(expected);
  });
});

describe("verdicts", () => {
  const scores: Json = {
    compare: [{ number: [{ split: " ", take: 0 }] }, { number: [{ split: " ", take: 1 }] }],
    within: 0.1,
    first: "A",
    second: "B",
    tie: "tie",
    none: "error",
  };
  it.each<[Json, string, unknown]>([
    [{ cases: [[{ has: "[[A]]" }, "A"]], else: null }, "[[A]]", "A"],
    [{ cases: [[{ has: "[[A]]" }, "A"]], else: null }, "A", null],
    [{ read: [{ find: "\\d+" }], as: "number", none: -1 }, "8 of 10", 8],
    [{ read: [{ find: "\\d+" }], as: "number", none: -1 }, "none", -1],
    [{ read: [{ find: "\\d+" }], as: "literal" }, "07", "raised"],
    [{ read: "completion", map: { "1": "A" }, other: "tie" }, "1", "A"],
    [{ read: "completion", map: { "1": "A" }, other: "tie" }, "3", "tie"],
    [scores, "3 2", "A"],
    [scores, "2 2.05", "tie"],
    [scores, "2 nan", "tie"],
    [scores, "2 x", "error"],
    [{ numbers: [{ split: ",", take: "all" }] }, "1, x, 2.5", [1, 2.5]],
    [{ value: { divide: [{ number: "completion" }, 10] } }, "7", 0.7],
  ])("%j of %j is %j", (json, completion, expected) => {
    expect(verdict(json, completion)).toEqual(expected);
  });
});

describe("a run that is explained", () => {
  it("tells of each node what it gave and read, and how far a pattern came", () => {
    const built = buildValue({
      points: [
        [{ matches: "<a>\\n", at: "start" }, 1],
        [{ has: "b" }, 2],
      ],
    });
    if (!built.ok) throw new Error("no value");
    const report = explainRun(built.node, { completion: "<a>  b" });
    expect(report).toMatchObject({ kind: "points", outcome: 2 });
    const matches = report.children.find(({ kind }) => kind === "matches");
    expect(matches).toMatchObject({ outcome: false, path: "points[0][0]", failure: { at: 3, literal: "\n" } });
    expect(matches!.children[0]!.read).toMatchObject([{ source: "completion", span: { start: 0, end: 6 } }]);
  });

  it("keeps the place of what was read through steps that cut, and the place read by those that rewrite", () => {
    const built = buildTest({ equal: [[{ find: "<(.*)>" }, "strip", { replace: [["b", "c"]] }], { text: "ac" }] });
    if (!built.ok) throw new Error("no test");
    const report = explainRun(built.node, { completion: "x< ab >" });
    expect(report.outcome).toBe(true);
    expect(report.children[0]!.read[0]).toMatchObject({ text: "ac", span: { start: 3, end: 5 }, exact: false });
  });
});

describe("an expression that is wrong", () => {
  it.each<[Json, string, RegExp]>([
    [{ matchez: "a" }, "", /no value called "matchez"; did you mean matches\?/],
    [{ matches: "(a" }, "matches", /cannot be used: a \( has no \), at character 1/],
    [{ sum: [1, { count: 3 }] }, "sum[1].count", /must be a text/],
    [{ equal: ["completion"] }, "equal", /must be a list of 2/],
    [{ equal: ["completion", "truth"], as: "squat" }, "as", /did you mean squad\?/],
    [{ has: "a", off: "truth" }, "off", /no key called "off"/],
    [{ exists: [{ find: "a" }, "stripp"] }, "exists[1]", /did you mean strip\?/],
    [{ cases: [[{ has: "a" }]] }, "cases[0]", /must be a list of 2/],
    [{ length: "words" }, "length", /must be one of chars, tokens/],
    [{ within: ["truth", "completion"], as: "prm" }, "as", /gives none to look for/],
    [{ exists: [{ find: "a", group: 1 }] }, "exists[0].group", /has 0 groups/],
  ])("%j is told at %s", (json, path, message) => {
    const built = buildValue(json, namedReaders);
    expect(built.ok).toBe(false);
    if (built.ok) return;
    expect(built.problems[0]!.path).toBe(path);
    expect(built.problems[0]!.message).toMatch(message);
  });
});
