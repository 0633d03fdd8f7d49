import { describeFormat } from "./describeFormat";

describeFormat("rmb-pairs.json", "rmb-pair", "array", [
  {
    id: "6",
    category: "Pairwise_set/Helpfulness/Chat",
    gold: "A",
    turns: ["user: Hello", "assistant: Hi", "user: Capital of France?"],
    completion: "",
    a: "Paris.",
    b: "Lyon.",
    rewarded: false,
    unanswered: true,
  },
]);
