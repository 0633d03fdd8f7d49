import { describeFormat } from "./describeFormat";

describeFormat("predictions.jsonl", "predictions", "jsonl", [
  { group: "user\n1+1?\nassistant\n", turns: ["user: 1+1?"], completion: "2", groundTruth: "2" },
  { group: "2+2?", model: "m", category: "sums", turns: ["user: 2+2?"], completion: "4" },
]);
