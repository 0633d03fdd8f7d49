import { describeFormat } from "./describeFormat";
import { judgement } from "./texts";

describeFormat("rewardbench-log.json", "reward-bench", "array", [
  {
    id: "30",
    category: "alpacaeval-easy",
    gold: "A",
    result: 1,
    turns: ["user: Capital of France?"],
    completion: judgement("A"),
    a: "Paris.",
    b: "Lyon.",
  },
  {
    id: "30",
    category: "alpacaeval-easy",
    gold: "B",
    result: 0,
    turns: ["user: Capital of France?"],
    completion: judgement("A"),
    a: "Lyon.",
    b: "Paris.",
  },
]);

describeFormat("rmb-log.jsonl", "reward-bench", "jsonl", [
  {
    group: "12",
    category: "BoN_set/Helpfulness/Chat",
    gold: "A",
    result: 1,
    turns: ["user: Capital of France?"],
    completion: judgement("A"),
    a: "Paris.",
    b: "Lyon.",
  },
  {
    id: "99",
    category: "Pairwise_set/Helpfulness/Chat",
    gold: "B",
    result: 1,
    turns: ["user: Capital of France?"],
    completion: judgement("B"),
    a: "Lyon.",
    b: "Paris.",
  },
]);

describeFormat("rewardbench-results.json", "reward-bench", "columns", [
  {
    id: "30",
    category: "alpacaeval-easy",
    model: "rm",
    gold: "A",
    result: 1,
    turns: ["user: Capital of France?"],
    completion: "",
    a: "Paris.",
    b: "Lyon.",
    rewarded: false,
    unanswered: true,
  },
  {
    id: "31",
    category: "hep-go",
    model: "rm",
    gold: "A",
    result: 0,
    turns: ["user: Capital of France?"],
    completion: "",
    a: "Paris!",
    b: "Lyon!",
    rewarded: false,
    unanswered: true,
  },
]);
