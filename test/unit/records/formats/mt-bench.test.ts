import { describeFormat } from "./describeFormat";

describeFormat("mt-bench.jsonl", "mt-bench", "jsonl", [
  { id: "a", group: "101", model: "m", turns: [], completion: "First.", rewarded: false },
  { id: "a", group: "101", model: "m", turns: ["assistant: First."], completion: "Second." },
]);
