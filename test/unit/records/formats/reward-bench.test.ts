import { describeFormat } from "./describeFormat";
import { judgement } from "./texts";

describeFormat("rewardbench-log.json", "reward-bench", "array", [
  {
    id: "30",
    gold: "A",
    result: 1,
    turns: ["user: Capital of France?"],
    completion: judgement("A"),
    a: "Paris.",
    b: "Lyon.",
  },
  {
    id: "30",
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
    gold: "A",
    result: 1,
    turns: ["user: Capital of France?"],
    completion: judgement("A"),
    a: "Paris.",
    b: "Lyon.",
  },
  {
    id: "99",
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
