import { describeFormat } from "./describeFormat";

describeFormat("openhands.jsonl", "openhands", "jsonl", [
  { id: "i1", group: "i1", turns: ["user: Fix it."], completion: "I look.", rewarded: false },
  { id: "i1", group: "i1", turns: ["user: Fix it.", "assistant: I look.", "tool: a.py"], completion: "It is done." },
  {
    id: "i2",
    group: "i2",
    turns: ["system: Work.", "user: Count."],
    completion: "I count.",
    calls: ' terminal({"command": "wc"})',
  },
]);
