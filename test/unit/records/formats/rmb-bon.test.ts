import { describeFormat } from "./describeFormat";

describeFormat("rmb-bon.json", "rmb-bon", "array", [
  {
    id: "3",
    gold: "A",
    group: "3",
    category: "BoN_set/Chat",
    turns: ["user: Hello", "assistant: Hi", "user: Name a sea."],
    completion: "",
    a: "The Baltic.",
    b: "Rome.",
    rewarded: false,
    unanswered: true,
  },
  {
    id: "3",
    gold: "A",
    group: "3",
    category: "BoN_set/Chat",
    turns: ["user: Hello", "assistant: Hi", "user: Name a sea."],
    completion: "",
    a: "The Baltic.",
    b: "No.",
    rewarded: false,
    unanswered: true,
  },
]);
