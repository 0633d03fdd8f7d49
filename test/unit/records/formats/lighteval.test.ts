import { describeFormat } from "./describeFormat";

describeFormat("lighteval.jsonl", "lighteval", "jsonl", [
  {
    id: "1",
    group: "1",
    components: { em: 1 },
    category: "sums|0",
    turns: ["prompt: 1+1?"],
    completion: "2",
    groundTruth: "2",
  },
  {
    id: "1",
    group: "1",
    components: { em: 1 },
    category: "sums|0",
    turns: ["prompt: 1+1?"],
    completion: "two",
    groundTruth: "2",
  },
]);
