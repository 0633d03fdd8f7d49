import { describe, expect, it } from "vitest";
import { isAbsent, type Truth } from "../../../server/core/expressions/absent";
import { boxes } from "../../../server/core/expressions/boxes";
import { buildTest } from "../../../server/core/expressions/build";
import type { Json } from "../../../server/core/expressions/builder";
import { comparisons } from "../../../server/core/expressions/comparisons";
import { hendrycks } from "../../../server/core/expressions/comparisons/math";
import { evaluate } from "../../../server/core/expressions/evaluate";
import { evaluateArithmetic } from "../../../server/core/expressions/graders/arithmetic";
import { bfclAccepts } from "../../../server/core/expressions/graders/bfcl";
import type { Scored } from "../../../server/core/expressions/scored";
import { readJson } from "../../../server/core/json/readJson";

const told = (truth: Truth): unknown => (isAbsent(truth) ? truth.absent : truth);

describe("comparisons", () => {
  it.each<[string, string, string, unknown]>([
    ["squad", "The  Cat!", "a cat", true],
    ["squad", "theatre", "atre", false],
    ["alnum", "A-1 é", "a1É", true],
    ["math", "x = .5", "\\frac{1}{2}", true],
    ["math", "\\sqrt2", "\\sqrt{2}", true],
    ["math", "3\\text{ cm}", "3", true],
    ["math", "1\\text{ a}\\text{ b}", "1", false],
    ["prm", "1,000", "1000", true],
    ["prm", "5 miles", "5", true],
    ["prm", "\\dfrac{1}{2}", "1/2", true],
    ["prm", "2/4", "1/2", false],
    ["prm", "1.50", "1.5", true],
    ["prm", "(1, 2)", "(1,2)", true],
    ["prm", "[1,2]", "(1,2)", false],
    ["prm-openrlhf", "[1,2]", "(1,2)", true],
    ["prm", "x+1", "1+x", "undecided"],
    ["prm", "", "1", false],
    ["prm", "\\pi", "3.14", "undecided"],
    ["prm", "a^{2}", "b^10", false],
    ["prime", "\\frac12", "\\frac{1}{2}", true],
    ["prime", "1", "2", "undecided"],
  ])("%s of %j and %j is %s", (name, answer, truth, expected) => {
    expect(told(comparisons.find((each) => each.name === name)!.equal(answer, truth))).toBe(expected);
  });

  it("normalise as Hendrycks does, and raise where that does", () => {
    expect(hendrycks("\\frac1{72}")).toBe("\\frac{1}{72}");
    expect(hendrycks("\\frac1")).toBe("\\frac1");
    expect(hendrycks("\\frac")).toBeUndefined();
    expect(hendrycks("2\\sqrt")).toBeUndefined();
    expect(hendrycks("-3/4")).toBe("\\frac{-3}{4}");
    expect(hendrycks("03/4")).toBe("03/4");
  });
});

describe("boxes", () => {
  it.each<[keyof typeof boxes, string, string | undefined]>([
    ["plain", "\\boxed{a} \\boxed{b", undefined],
    ["plain", "\\boxed{a}} x", "a"],
    ["prm", "\\boxed{1} \\fbox{2}", "1"],
    ["prm", "\\boxed 7", undefined],
    ["prm", "\\fbox{2}", undefined],
    ["prime", "\\fbox{2}", "2"],
    ["prime", "\\boxed  {3}", "3"],
    ["math", "$\\boxed 7$ x", "7"],
    ["math", "\\boxed{7}", "7"],
  ])("%s takes of %j %j", (name, text, content) => {
    const span = boxes[name](text);
    expect(span && text.slice(span.start, span.end)).toBe(content);
  });
});

describe("graders", () => {
  function grade(json: Json, record: Scored): unknown {
    const built = buildTest(json);
    if (!built.ok) throw new Error(JSON.stringify(built.problems));
    return told(evaluate(built.node, record));
  }

  it.each<[string, unknown, unknown]>([
    ["(1 + 2) * 4", { target: 12, numbers: [1, 2, 4] }, true],
    ["(1 + 2) * 3", { target: 9, numbers: [1, 2, 4] }, false],
    ["7 / 2", { target: 3.5, numbers: [2, 7] }, true],
    ["2 ** 3", { target: 8, numbers: [3, 2] }, true],
    ["2(3)", { target: 6, numbers: [2, 3] }, false],
    ["1 / 0", { target: 0, numbers: [0, 1] }, false],
    ["１+2", { target: 3, numbers: [1, 2] }, false],
    ["9 ** 9 ** 9", { target: 3, numbers: [9, 9, 9] }, "undecided"],
    ["1", undefined, "undecided"],
  ])("countdown of %s", (completion, truthData, expected) => {
    expect(grade({ grade: "countdown", answer: "completion" }, { completion, truthData })).toBe(expected);
  });

  const people = "(1) Ada is a knight\n(2) Bo is a knave";
  it.each<[string, unknown, unknown]>([
    ["Ada is a knight, Bo is a knave", true, true],
    ["(1) Ada is a knave (2) Bo is a KNIGHT", false, true],
    ["Ada is a knight", false, false],
    ["Ada is the knight, Bo is a knave", false, false],
  ])("knights of %s", (completion, right, parsed) => {
    const record = { completion, truth: [people] };
    expect(grade({ grade: "knights", answer: "completion" }, record)).toBe(right);
    expect(grade({ grade: "knights", answer: "completion", ask: "parsed" }, record)).toBe(parsed);
  });

  it.each<[string, string, unknown]>([
    ['Action: f\nAction Input: {"a": 1}', 'Action: f\nAction Input: {"a": 1.0}', true],
    ['Action: f\nAction Input: {"a": 1}', 'Action: g\nAction Input: {"a": 1}', false],
    ["Action: f\nAction Input: x", "Action: f\nAction Input: y", "undecided"],
    ["Action: f\nAction Input: {}<|im_end|>", "Action: f", true],
    ["Action: f\nAction Input: {}\nObservation: 1\nObservation:", "Action: f\nAction Input: {}", true],
  ])("react of %j and %j is %s", (completion, truth, expected) => {
    expect(grade({ grade: "react" }, { completion, truth: [truth] })).toBe(expected);
  });

  it.each<[Json, string, string, unknown]>([
    [{ grade: "math-verify" }, "so $\\boxed{1,204}$", "1204", true],
    [{ grade: "math-verify" }, "so \\boxed{3}", "$4$", false],
    [{ grade: "math-verify" }, "so 4", "4", false],
    [{ grade: "math-verify" }, "$4$", "4", "undecided"],
    [{ grade: "math-verify" }, "\\boxed{\\frac{1}{2}}", "0.5", true],
    [{ grade: "math-verify" }, "\\boxed{0.33333}", "$\\frac{1}{3}$", "undecided"],
    [{ grade: "math-verify", tag: true }, "<answer> 4 </answer>", "4", true],
    [{ grade: "math-verify", tag: true }, "<answer>1,000</answer>", "1000", "undecided"],
    [{ grade: "math-verify", loose: true }, "cat", "dog", false],
    [{ grade: "math-verify", loose: true }, "4", "4", "undecided"],
  ])("%j of %j and %j is %s", (json, completion, truth, expected) => {
    expect(grade(json, { completion, truth: [truth] })).toBe(expected);
  });
});

describe("arithmetic", () => {
  it.each<[string, unknown]>([
    ["-7 // 2", -4n],
    ["-2 ** 2", -4n],
    ["2 ** -1", 0.5],
    ["2 ** 3 ** 2", 512n],
    ["7 // 2.0", 3],
    ["1_0", undefined],
    ["007", undefined],
    ["00", 0n],
    ["(1\n+ 2)", 3n],
    ["1\n+ 2", undefined],
    ["()", undefined],
    ["1 2", undefined],
    ["(-8) ** 0.5", "unknown"],
  ])("%j is %s", (text, value) => {
    expect(evaluateArithmetic(text)).toBe(value);
  });
});

describe("BFCL's checker", () => {
  const node = (json: string): Parameters<typeof bfclAccepts>[0] => {
    const read = readJson(json);
    if (!read.ok) throw new Error("no JSON");
    return read.node;
  };
  const schema = (type: string, required = '["a"]'): string =>
    `{"name": "f", "parameters": {"properties": {"a": ${type}}, "required": ${required}}}`;
  it.each<[string, string, string, boolean | undefined]>([
    [schema('{"type": "integer"}'), '{"f": {"a": 1}}', '{"f": {"a": [1]}}', true],
    [schema('{"type": "integer"}'), '{"f": {"a": 1.0}}', '{"f": {"a": [1]}}', false],
    [schema('{"type": "integer"}'), '{"f": {"a": true}}', '{"f": {"a": [1]}}', false],
    [schema('{"type": "float"}'), '{"f": {"a": 2}}', '{"f": {"a": [2.0]}}', true],
    [schema('{"type": "string"}'), '{"f": {"a": "New-York"}}', '{"f": {"a": ["new york"]}}', true],
    [schema('{"type": "string"}'), '{"f": {"a": "x", "b": 1}}', '{"f": {"a": ["x"]}}', false],
    [schema('{"type": "string"}'), '{"g": {"a": "x"}}', '{"f": {"a": ["x"]}}', false],
    [schema('{"type": "integer"}'), '{"f": {"a": "n"}}', '{"f": {"a": ["n"]}}', true],
    [schema('{"type": "array", "items": {"type": "string"}}'), '{"f": {"a": ["B"]}}', '{"f": {"a": [["b"]]}}', true],
    [schema('{"type": "dict"}'), '{"f": {"a": {"k": 1}}}', '{"f": {"a": [{"k": [1], "m": [""]}]}}', true],
    [schema('{"type": "dict"}'), '{"f": {"a": {"k": 1}}}', '{"f": {"a": [{"k": [1], "m": [2]}]}}', false],
    [schema('{"type": "integer"}', "[]"), '{"f": {}}', '{"f": {"a": [1, ""]}}', true],
    [schema('{"type": "integer"}', "[]"), '{"f": {}}', '{"f": {"a": [1]}}', false],
    [schema('{"type": "thing"}'), '{"f": {"a": 1}}', '{"f": {"a": [1]}}', undefined],
  ])("with %s takes %s for %s: %s", (described, call, truth, expected) => {
    expect(bfclAccepts(node(described), node(call), node(truth))).toBe(expected);
  });
});
