import { describe, expect, it } from "vitest";
import { readScorerAnswer, scorerRequest } from "../../../server/core/rewards/ownScorer";
import { sample } from "../rules/harness";

describe("scorerRequest", () => {
  it("has verl's names, and null for what the sample does not have", () => {
    const full = sample({ completion: "c", groundTruth: "g", attributes: { id: "i", step: 2, gold: "A" } });
    expect(scorerRequest(7, full, "file")).toEqual({
      id: 7,
      data_source: "file",
      solution_str: "c",
      ground_truth: "g",
      extra_info: { sample_id: "i", step: 2, gold: "A" },
    });
    expect(scorerRequest(0, sample({ completion: "c" }), "file")).toMatchObject({
      ground_truth: null,
      extra_info: { sample_id: null, step: null, gold: null },
    });
  });
});

describe("readScorerAnswer", () => {
  it("takes numbers, and objects with a score and other numbers", () => {
    expect(readScorerAnswer("0.5", 0)).toEqual({ score: 0.5, components: {} });
    expect(readScorerAnswer('{"score": -1, "acc": 0, "why": "x", "id": 3}', 3)).toEqual({
      score: -1,
      components: { acc: 0 },
    });
  });

  it("takes truth values as 1 and 0, as verl's metrics do", () => {
    expect(readScorerAnswer('{"score": 1, "acc": true, "cut": false, "pred": null}', 0)).toEqual({
      score: 1,
      components: { acc: 1, cut: 0 },
    });
  });

  it("leaves out components that are no finite number", () => {
    expect(readScorerAnswer('{"score": 1, "length": 1e999}', 0)).toEqual({ score: 1, components: {} });
  });

  it.each([
    ["1e999", /not a finite number/],
    ['{"score": -1e999}', /not a finite number/],
    ["NaN", /is not JSON/],
    ["hello", /is not JSON/],
    ["[1]", /neither a number nor an object/],
    ['{"acc": 1}', /no number under "score"/],
    ['{"id": 4, "score": 1}', /answers request 4 where 3 is due/],
    ['{"error": "no gold"}', /^no gold$/],
  ])("tells what is wrong with %s", (line, message) => {
    const answer = readScorerAnswer(line, 3);
    expect("error" in answer && answer.error.message).toMatch(message);
  });
});
