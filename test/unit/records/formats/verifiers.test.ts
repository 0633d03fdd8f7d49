import { describeFormat } from "./describeFormat";

describeFormat("verifiers.jsonl", "verifiers", "jsonl", [
  {
    id: "4",
    group: "4",
    turns: ["user: 2 + 3?"],
    completion: "",
    calls: ' add({"a": 2, "b": 3})',
    rewarded: false,
  },
  {
    id: "4",
    group: "4",
    score: 1,
    components: { correct: 1 },
    turns: ["user: 2 + 3?", 'assistant:  add({"a": 2, "b": 3})', "tool: 5"],
    completion: "<think> 5 </think>\n<answer>5</answer>",
    groundTruth: "5",
  },
]);
