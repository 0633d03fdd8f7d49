import { describeFormat } from "./describeFormat";

describeFormat("preference.jsonl", "preference", "jsonl", [
  {
    gold: "A",
    components: { score_chosen: 0.9, score_rejected: 0.1 },
    turns: ["prompt: 1+1?"],
    completion: "",
    a: "2",
    b: "3",
    rewarded: false,
    unanswered: true,
  },
  {
    gold: "A",
    turns: ["prompt: \n\nHuman: Hi\n\nAssistant:"],
    completion: "",
    a: " Hello!",
    b: " Go.",
    rewarded: false,
    unanswered: true,
  },
  { gold: "A", turns: ["user: Hi"], completion: "", a: "Hello!", b: "Go.", rewarded: false, unanswered: true },
  { gold: "B", turns: ["prompt: Hi"], completion: "", a: "Hello!", b: "Go.", rewarded: false, unanswered: true },
  { gold: "B", turns: ["prompt: Hi"], completion: "", a: "Hello!", b: "Go.", rewarded: false, unanswered: true },
]);
