import { describeFormat } from "./describeFormat";
import { judgement } from "./texts";

describeFormat("rm-bench-log.jsonl", "rm-bench", "jsonl", [
  {
    id: "chat/1",
    category: "chat",
    gold: "A",
    result: 1,
    turns: ["user: Capital of France?"],
    completion: judgement("A"),
    a: "Paris.",
    b: "Lyon.",
  },
  {
    id: "chat/1",
    category: "chat",
    gold: "B",
    result: 0,
    turns: ["user: Capital of France?"],
    completion: judgement("A"),
    a: "Lyon, of course.",
    b: "Paris, of course.",
  },
  {
    id: "chat/1",
    category: "chat",
    gold: "B",
    result: 1,
    turns: ["user: Capital of France?"],
    completion: judgement("B"),
    a: "**Lyon**",
    b: "**Paris**",
  },
]);
