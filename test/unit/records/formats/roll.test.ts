import { describeFormat } from "./describeFormat";

describeFormat("roll.jsonl", "roll", "columns", [
  {
    id: "a",
    step: 5,
    group: "1+1?",
    score: 1,
    category: "math",
    turns: ["prompt: 1+1?"],
    completion: "2",
    groundTruth: "2",
  },
  {
    id: "b",
    step: 5,
    group: "2+2?",
    score: 0,
    category: "math",
    turns: ["prompt: 2+2?"],
    completion: "5",
    groundTruth: "4",
  },
]);
