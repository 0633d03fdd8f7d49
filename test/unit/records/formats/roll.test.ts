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

const rollout = { group: "user\n1+1?\nassistant\n", step: 5, turns: ["user: 1+1?"] };
describeFormat("roll-steps.jsonl", "roll", "column-lines", [
  { ...rollout, id: "a", score: 1, completion: "2" },
  { ...rollout, id: "b", score: 0, completion: "3" },
  { id: "c", step: 6, group: "user\n2+2?\nassistant\n", score: 1, turns: ["user: 2+2?"], completion: "4" },
]);
