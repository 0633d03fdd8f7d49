import { describe, expect, it } from "vitest";
import { goldAnswers } from "../../../server/core/rewards";
import { factsOf } from "./source";

describe("goldAnswers", () => {
  it.each([
    ["42", ["42"]],
    ['["a", 2]', ["a", "2"]],
    ['{"target": ["a", "b"]}', ["a", "b"]],
    ['{"solution": "a"}', ["a"]],
    ["6 times 7 is 42.\n#### 42", ["42"]],
    ["So it is \\boxed{\\frac{1}{2}}.", ["\\frac{1}{2}", "So it is \\boxed{\\frac{1}{2}}."]],
    ["{not json", ["{not json"]],
  ])("reads %s", (text, golds) => {
    expect(goldAnswers(text)).toEqual(golds);
  });
});

describe("what is computed without a reward", () => {
  const parts = (completion: string, groundTruth: string): object =>
    Object.fromEntries(
      factsOf("think-answer", { completion, groundTruth }).computedParts.map(({ id, value }) => [id, value]),
    );

  it.each([
    ["<think>\nMaybe \\boxed{C}?\n</think>\nIt is \\boxed{\\text{E}}.", 1],
    ["<think>\nRisk.\n</think>\n\\boxed{E: a polygenic score}", 1],
    ["<think>\nRisk.\n</think>\n\\boxed{C: E}", 0],
    ["<think>\nRisk.\n</think>\n\\boxed{E", 0],
  ])("reads the last box: %s", (completion, value) => {
    expect(parts(completion, "E")).toMatchObject({ format: 1, "boxed-answer": value });
  });

  it("has no part for a box where there is none, nor for an answer where there is no ground truth", () => {
    expect(parts("<think>a</think>\n<answer>E</answer>", "E")).toEqual({ format: 1, "exact-answer": 1 });
    const { computedParts } = factsOf("think-answer", { completion: "<think>a</think>\n<answer>E</answer>" });
    expect(computedParts.map(({ id }) => id)).toEqual(["format"]);
  });
});
