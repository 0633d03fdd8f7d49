import { describeFormat } from "./describeFormat";

describeFormat("judged-outcomes.jsonl", "judged-outcomes", "jsonl", [
  { id: "30", category: "alpacaeval-easy", result: 1, turns: [], completion: "", rewarded: false, unanswered: true },
  ...[1, 0, 1, 0, 1, 1, 0, 0, 1].map((result) => ({
    id: "chat/100",
    category: "chat",
    result,
    turns: [],
    completion: "",
    rewarded: false,
    unanswered: true,
  })),
]);
