import { describeFormat } from "./describeFormat";

describeFormat("codex.jsonl", "codex", "session", [
  {
    id: "s",
    model: "m",
    turns: ["system: Work.", "user: How high?"],
    completion: "I ask.",
    rewarded: false,
    fragment: true,
  },
  {
    id: "s",
    model: "m",
    turns: ["system: Work.", "user: How high?", "assistant: I ask."],
    completion: "",
    calls: ' tide({"hour": 6})',
    rewarded: false,
  },
  {
    id: "s",
    model: "m",
    turns: ["system: Work.", "user: How high?", "assistant: I ask.", 'assistant: - tide({"hour": 6})', "tool: 2 m"],
    completion: "2 m.",
  },
]);
