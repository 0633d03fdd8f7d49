import { describeFormat } from "./describeFormat";

describeFormat("rllm.json", "rllm", "object", [
  {
    id: "task7:0",
    step: 10,
    group: "task7",
    category: "solver",
    turns: ["user: How high?"],
    completion: "I ask.",
    rewarded: false,
  },
  {
    id: "task7:0",
    step: 10,
    group: "task7",
    score: 1,
    category: "solver",
    turns: ["user: How high?", "assistant: I ask.", "tool: 2 m"],
    completion: "2 m.",
  },
]);
