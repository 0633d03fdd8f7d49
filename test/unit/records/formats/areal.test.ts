import { describeFormat } from "./describeFormat";

describeFormat("areal.jsonl", "areal", "jsonl", [
  { id: "1", step: 5, group: "9", score: 1, turns: ["user: 1+1?"], completion: "2" },
]);
