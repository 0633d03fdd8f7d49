import { describeFormat } from "./describeFormat";

describeFormat("nemo-rl.jsonl", "nemo-rl", "jsonl", [
  { id: "3", score: 1, advantage: 0.5, turns: ["user: Say hi."], completion: "<think> hi </think>hi" },
  { id: "4", score: 0, advantage: -0.5, turns: ["prompt: Say hi."], completion: "hi" },
]);
