import { describeFormat } from "./describeFormat";

describeFormat("openai-agents.jsonl", "openai-agents", "session", [
  {
    id: "t1",
    model: "m",
    turns: ["user: How high?"],
    completion: "I ask.",
    calls: ' tide({"hour": 6})',
    rewarded: false,
  },
  {
    id: "t1",
    model: "m",
    turns: ["user: How high?", 'assistant: I ask. tide({"hour": 6})', "tool: 2 m"],
    completion: "2 m.",
  },
]);
