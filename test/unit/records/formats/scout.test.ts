import { describeFormat } from "./describeFormat";

describeFormat("scout.jsonl", "scout", "jsonl", [
  {
    id: "t1",
    group: "2",
    model: "m",
    components: { score: 1 },
    category: "quiz",
    turns: ["user: 1+1?"],
    completion: "2",
  },
]);
