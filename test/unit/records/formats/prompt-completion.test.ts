import { describeFormat } from "./describeFormat";

describeFormat("prompt-completion.jsonl", "prompt-completion", "jsonl", [
  { turns: ["prompt: Say hi."], completion: "<think> hi </think>\n<response> hi </response>" },
  { turns: ["user: Capital of France?"], completion: "Paris." },
  { id: "q3", turns: ["prompt: Say hi."], completion: "hi", groundTruth: "hi" },
]);
