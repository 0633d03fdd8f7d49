import { describeFormat } from "./describeFormat";

describeFormat("rewardbench-groups.json", "reward-bench-groups", "columns", [
  {
    gold: "B",
    group: "7",
    result: 1,
    turns: ["user: Hi"],
    completion: "<answer>[[B]]</answer>",
    a: "What?",
    b: "Hello!",
  },
  {
    gold: "B",
    group: "7",
    result: 0,
    turns: ["user: Hi"],
    completion: "<answer>[[A]]</answer>",
    a: "Go.",
    b: "Hello!",
  },
]);
