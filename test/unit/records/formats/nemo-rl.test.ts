import { describeFormat } from "./describeFormat";

describeFormat("nemo-rl.jsonl", "nemo-rl", "jsonl", [
  { id: "3", score: 1, turns: ["user: Say hi."], completion: "<think> hi </think>hi" },
  { id: "4", score: 0, turns: ["prompt: Say hi."], completion: "hi" },
]);
