import { describeFormat } from "./describeFormat";

describeFormat("tau-bench.json", "tau-bench", "array", [
  {
    id: "4",
    group: "4",
    turns: ["system: You help.", "user: Cancel Q7."],
    completion: "",
    calls: ' cancel({"id": "Q7"})',
    rewarded: false,
  },
  {
    id: "4",
    group: "4",
    score: 1,
    turns: ["system: You help.", "user: Cancel Q7.", 'assistant: - cancel({"id": "Q7"})', "tool: ok"],
    completion: "Done.",
  },
]);
