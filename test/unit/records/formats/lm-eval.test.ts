import { describeFormat } from "./describeFormat";

describeFormat(
  "lm-eval.jsonl",
  "lm-eval",
  "jsonl",
  [
    {
      id: "3",
      group: "3",
      components: { "exact_match,strict": 1 },
      turns: ["user: 1+1?"],
      completion: "2",
      groundTruth: "2",
    },
    {
      id: "3",
      group: "3",
      components: { "exact_match,strict": 1 },
      turns: ["user: 1+1?"],
      completion: "two",
      groundTruth: "2",
    },
  ],
  ["no-text"],
);
