import { describeFormat } from "./describeFormat";
import { trace } from "./texts";

describeFormat("verl-rollout.jsonl", "verl", "jsonl", [
  {
    step: 3,
    score: 4,
    components: { acc: 1 },
    group: "g1",
    turns: ["system: You call tools.", "user: What is the weather in Zürich?"],
    completion: trace,
    groundTruth: trace,
  },
  {
    step: 3,
    score: -3,
    components: { acc: 0 },
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

describeFormat("verl-agent-loop.jsonl", "verl", "jsonl", [
  {
    step: 7,
    group: "ab-12",
    turns: ["user: How high is the tide at six?"],
    completion: '<think>\nI ask.\n</think>\n<tool_call>\n{"name": "tide", "arguments": {"hour": 6}}\n</tool_call>',
    rewarded: false,
  },
  {
    step: 7,
    group: "ab-12",
    score: 1,
    components: { acc: 1 },
    turns: [
      "user: How high is the tide at six?",
      'assistant: <think>\nI ask.\n</think>\n<tool_call>\n{"name": "tide", "arguments": {"hour": 6}}\n</tool_call>',
      "tool: <tool_response>\n2 m\n</tool_response>",
    ],
    completion: "It stands at 2 m.",
    groundTruth: "2",
  },
]);
