import { describeFormat } from "./describeFormat";

describeFormat("claude-code.jsonl", "claude-code", "session", [
  { id: "s", model: "m", turns: ["user: How high?"], completion: "I ask.", rewarded: false, fragment: true },
  {
    id: "s",
    model: "m",
    turns: ["user: How high?", "assistant: I ask."],
    completion: "",
    calls: ' Task({"prompt": "Look."})',
    rewarded: false,
  },
  {
    id: "s",
    model: "m",
    turns: ["user: How high?", "assistant: I ask.", 'assistant: - Task({"prompt": "Look."})', "tool: 2 m"],
    completion: "2 m.",
  },
  { id: "s", model: "m", turns: ["user: Look."], completion: "I see 2 m." },
]);
