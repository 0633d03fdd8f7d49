import { describeFormat } from "./describeFormat";

describeFormat("art.jsonl", "art", "jsonl", [
  {
    group: '{"role":"user","content":"1+1?"}',
    score: 1,
    components: { short: 1 },
    turns: ["user: 1+1?"],
    completion: "2",
  },
  { group: '{"role":"user","content":"1+1?"}', score: 0, turns: ["user: 1+1?"], completion: "3" },
  { group: '{"role":"user","content":"2+2?"}', score: 0.5, turns: ["user: 2+2?"], completion: "4" },
]);
