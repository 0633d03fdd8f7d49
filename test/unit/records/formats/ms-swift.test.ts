import { describeFormat } from "./describeFormat";

describeFormat("ms-swift.jsonl", "ms-swift", "jsonl", [
  {
    step: 4,
    group: "1+1?",
    score: 1,
    components: { Accuracy: 1 },
    advantage: 0.7,
    turns: ["prompt: 1+1?"],
    completion: "2",
  },
  {
    step: 4,
    group: "1+1?",
    score: 0,
    components: { Accuracy: 0 },
    advantage: -0.7,
    turns: ["prompt: 1+1?"],
    completion: "3",
  },
  {
    step: 5,
    group: "2+2?",
    score: 1,
    components: { Accuracy: 1 },
    advantage: 0,
    turns: ["prompt: 2+2?"],
    completion: "4",
  },
]);
