import { describeFormat } from "./describeFormat";

describeFormat(
  "tinker.jsonl",
  "tinker",
  "jsonl",
  [
    {
      id: "0",
      group: "sums-1",
      score: 1,
      components: { correct: 1 },
      category: "sums",
      turns: ["user: 1+1?"],
      completion: "2",
    },
  ],
  ["errored-rollout"],
);
