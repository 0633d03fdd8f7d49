import { describeFormat } from "./describeFormat";

describeFormat("ragas.jsonl", "ragas", "jsonl", [
  {
    group: "1+1?",
    components: { faithfulness: 1 },
    turns: ["user: 1+1?", "tool: Sums."],
    completion: "2",
    groundTruth: "2",
  },
]);
