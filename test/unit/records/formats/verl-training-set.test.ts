import { describe, expect, it } from "vitest";
import { fixture, readAll } from "../reading";
import { describeFormat } from "./describeFormat";
import { trace } from "./texts";

describeFormat("toolrl-rl-set.jsonl", "verl-training-set", "jsonl", [
  {
    id: "7",
    turns: ["system: You call tools.", "user: <user> Weather? </user>"],
    completion: trace,
    groundTruth: trace,
    rewarded: false,
  },
  { id: "8", turns: ["user: 2 + 3?"], completion: "", groundTruth: "5", rewarded: false, unanswered: true },
  { turns: ["user: Weather?"], completion: trace, groundTruth: trace },
  { turns: ["user: Weather?"], completion: "<think> none", groundTruth: trace },
]);

describe("a ToolRL RL set without completions", () => {
  it("has its ground truth as the trace to audit, one and the same part", () => {
    const [first] = readAll(fixture("toolrl-rl-set.jsonl")).samples;
    expect(first?.sample.completion).toBe(first?.sample.groundTruth);
    expect(first?.sample.completion.role).toBe("ground_truth");
  });
});
