import { describeFormat } from "./describeFormat";
import { trace } from "./texts";

describeFormat("verl-rollout.jsonl", "verl", "jsonl", [
  {
    step: 3,
    score: 4,
    group: "g1",
    turns: ["system: You call tools.", "user: What is the weather in Zürich?"],
    completion: trace,
    groundTruth: trace,
  },
  {
    step: 3,
    score: -3,
    group: "g1",
    turns: ["system: You call tools.", "user: What is the weather in Zürich?"],
    completion: "<think> No tool.",
    groundTruth: trace,
  },
]);

describeFormat("verl-validation.jsonl", "verl", "jsonl", [
  {
    step: 20,
    score: 1,
    group: "Add 2 and 3.",
    turns: ["prompt: Add 2 and 3."],
    completion: "<think> 5 </think>\n<answer>5</answer>",
  },
]);
